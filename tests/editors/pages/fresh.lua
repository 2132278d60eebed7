-- What Neovim shows of a tree that changes, with its file of settings from the page: each cell of the table is printed
-- with the seconds that it took. Nothing is ever edited in the file whose findings are looked at.
local EVENTS, SOURCE, OTHER = 'hw/scsi/trace-events', 'hw/scsi/vmw_pvscsi.c', 'hw/scsi/lsi53c895a.c'
local CALL = 'trace_pvscsi_on_cmd_reset_dev('

local function unused()
  local found = 0
  for _, it in ipairs(vim.diagnostic.get(vim.fn.bufnr(EVENTS))) do
    if it.code == 'TL702' then found = found + 1 end
  end
  return found
end

local function cell(name, count)
  local started = vim.uv.hrtime()
  local is_so = vim.wait(30000, function() return unused() == count end, 10)
  io.stdout:write(name, ' ', is_so and ('%.2f'):format((vim.uv.hrtime() - started) / 1e9) or 'never', '\n')
  if not is_so then
    io.stderr:write(name, ': ', unused(), ' instead of ', count, '\n')
    vim.cmd('cquit')
  end
end

local function attached()
  vim.wait(5000, function() return #vim.lsp.get_clients({ bufnr = 0, name = 'trace-lsp' }) > 0 end, 10)
end

vim.cmd.edit(EVENTS)
cell('opened', 3)

vim.cmd.split(SOURCE)
attached()
-- `gq` is Neovim's own in C.
if vim.bo.formatexpr ~= '' then
  io.stderr:write('formatexpr of a C file: ', vim.bo.formatexpr, '\n')
  vim.cmd('cquit')
end
vim.fn.search(CALL, 'w')
vim.cmd.delete()
cell('buffer', 4)
vim.cmd('undo')
cell('buffer', 3)
vim.cmd('bdelete!')

vim.fn.system({ 'sed', '-i', '/' .. CALL .. '/d', SOURCE })
vim.cmd.split(OTHER)
cell('disk', 4)
vim.cmd('bdelete')

vim.fn.system({ 'git', 'checkout', '-q', SOURCE })
vim.lsp.buf.hover()
cell('checkout', 3)

vim.cmd.only()
vim.cmd('bdelete ' .. vim.fn.bufnr(EVENTS))
vim.cmd.edit(EVENTS)
cell('again', 3)
vim.lsp.stop_client(vim.lsp.get_clients())
vim.wait(5000, function() return #vim.lsp.get_clients() == 0 end, 10)
vim.cmd('qall!')
