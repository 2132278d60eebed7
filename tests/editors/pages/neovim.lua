local function wait(what, look)
  if not vim.wait(20000, look, 20) then
    io.stderr:write('this did not come: ' .. what .. '\n' .. vim.inspect(vim.diagnostic.get()) .. '\n')
    vim.cmd('cquit')
  end
end
local function at(line) vim.api.nvim_win_set_cursor(0, { line, 3 }) end
local function here() return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t') .. ':' .. vim.fn.line('.') end
vim.cmd.edit('../other/main.c')
vim.wait(300)
if #vim.lsp.get_clients() > 0 then
  io.stderr:write('a client outside of a QEMU tree\n')
  vim.cmd('cquit')
end
vim.cmd.edit('hw/block/trace-events')
wait('the filetype', function() return vim.bo.filetype == 'trace-events' end)
local line = vim.fn.getline(6)
for text, colour in pairs({
  heron = 'function', void = 'type.builtin', ['*'] = 'operator', chip = 'variable.parameter', uint64_t = 'type',
  ['"'] = 'string', ['%p'] = 'constant.character.escape', ['%"'] = 'constant.character.escape',
  PRIx64 = 'constant.macro',
}) do
  wait(text .. ' as ' .. colour, function()
    local found = vim.inspect_pos(0, 5, line:find(text, 1, true) - 1).treesitter
    return #found > 0 and found[#found].capture == colour
  end)
end
wait('the findings', function() return #vim.diagnostic.get(0) == 3 end)
at(4)
wait('the call', function()
  if here() == 'trace-events:4' then vim.lsp.buf.implementation() vim.wait(300) end
  return here() == 'heron_flash.c:51'
end)
wait('the client in the source', function()
  return #vim.lsp.get_clients({ bufnr = 0, name = 'trace-lsp' }) == 1
end)
vim.fn.search('trace_heron_flash_reset', 'wc')
wait('the event', function()
  if here() == 'heron_flash.c:51' then vim.lsp.buf.definition() vim.wait(300) end
  return here() == 'trace-events:4'
end)
-- A lens lists the calls, once it is resolved.
vim.lsp.codelens.refresh({ bufnr = 0 })
wait('the list of calls', function()
  local listed = vim.fn.getqflist()
  if #listed == 0 then vim.lsp.codelens.run() vim.wait(300) end
  return #listed == 1 and vim.fn.bufname(listed[1].bufnr):match('heron_flash.c$') and listed[1].lnum == 51
end)
vim.cmd.cclose()
vim.lsp.buf.rename('heron_flash_again')
wait('the new name', function() return vim.fn.getline(4):find('heron_flash_again') end)
vim.cmd.wall()
-- Neovim 0.10 may die of a closed pipe where a server ends while it quits itself.
vim.lsp.stop_client(vim.lsp.get_clients())
wait('the end of the server', function() return #vim.lsp.get_clients() == 0 end)
vim.cmd('qall!')
