-- What a user of Neovim does with trace-lsp, key by key, on the tree in $TREE: each step prints one line,
-- which the test that starts this compares with what is expected. It never looks at the server's messages,
-- only at what the editor shows. Runs in Neovim 0.7 and later: `nvim --headless --clean -S neovim.lua`.

local tree = vim.env.TREE
local EVENTS, SOURCE = 'hw/char/trace-events', 'hw/char/lark_console.c'

vim.o.swapfile = false
vim.o.hidden = true
vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  pattern = '*/trace-events', callback = function() vim.bo.filetype = 'trace-events' end })

local client
local function attach()
  if not client then
    client = vim.lsp.start_client({ name = 'trace-lsp', cmd = { vim.env.TRACE_LSP }, root_dir = tree,
      workspace_folders = { { uri = vim.uri_from_fname(tree), name = 'tree' } } })
  end
  vim.lsp.buf_attach_client(0, client)
  vim.bo.omnifunc = 'v:lua.vim.lsp.omnifunc'
end
vim.api.nvim_create_autocmd('FileType', { pattern = { 'trace-events', 'c' }, callback = attach })

local function say(name, value)
  io.stdout:write(name, ': ', tostring(value), '\n')
  io.stdout:flush()
end

local function resume(step)
  local ok, message = coroutine.resume(step)
  if not ok then
    say('error', message)
    vim.cmd('cquit')
  end
end

-- Lets the editor work until this is so; what is not so within ten seconds is said, and goes wrong later.
local function wait(name, is_so)
  local step = coroutine.running()
  local started = vim.loop.now()
  local function look()
    local ok, so = pcall(is_so)
    if ok and so then return resume(step) end
    if vim.loop.now() - started > 10000 then
      say('waited in vain', name)
      return resume(step)
    end
    vim.defer_fn(look, 10)
  end
  vim.defer_fn(look, 0)
  coroutine.yield()
end

local function keys(text)
  vim.api.nvim_input(text)
end

-- The file and the line before the cursor, with `|` for the cursor.
local function place()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local line = vim.api.nvim_get_current_line()
  local name = vim.api.nvim_buf_get_name(0):sub(#tree + 2)
  return string.format('%s:%d: %s|%s', name, row, line:sub(1, column), line:sub(column + 1))
end

-- Puts the cursor on the first character of a text behind another one.
local function go(path, line, text)
  local name = tree .. '/' .. path
  if vim.api.nvim_buf_get_name(0) ~= name then vim.cmd('edit ' .. vim.fn.fnameescape(name)) end
  vim.fn.cursor(vim.fn.search('\\V\\^' .. line, 'cw'), 1)
  vim.fn.search('\\V' .. text, 'cW', vim.fn.line('.'))
end

-- The diagnostics of the shown file, each with the text it marks.
local function diagnostics()
  local found = {}
  for _, it in ipairs(vim.diagnostic.get(0)) do
    local line = vim.fn.getline(it.lnum + 1)
    local from, to = it.col, it.end_lnum == it.lnum and it.end_col or #line
    table.insert(found, string.format('%02d:%d %s `%s`', it.lnum + 1, it.col + 1,
      it.code or it.user_data.lsp.code, line:sub(from + 1, to)))
  end
  table.sort(found)
  return table.concat(found, ', ')
end

local function finds(text)
  return function() return diagnostics():find(text, 1, true) end
end

-- Runs a command and waits until this is so.
local function ask(run, is_so)
  run()
  wait('an answer', is_so)
end

local function format()
  if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 5000 })
  else vim.lsp.buf.formatting_sync(nil, 5000) end
end

-- The floating window, if one is shown.
local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
  end
end

local function listed()
  local found = {}
  for _, it in ipairs(vim.fn.getqflist()) do
    table.insert(found, string.format('%s:%d:%d', vim.fn.bufname(it.bufnr):gsub('^' .. vim.pesc(tree) .. '/', ''),
      it.lnum, it.col))
  end
  table.sort(found)
  return table.concat(found, ', ')
end

local function scenario()
  go(EVENTS, 'lark_console_close', 'lark')
  wait('diagnostics', finds('TL702'))
  say('diagnostics', diagnostics())

  -- The format of the last line begins with an emoji.
  go(EVENTS, 'lark_console_close', '%d')
  keys('ls<C-x><C-o>')
  wait('the menu', function() return vim.fn.pumvisible() == 1 end)
  local words = {}
  for _, it in ipairs(vim.fn.complete_info().items) do table.insert(words, it.word) end
  say('completion', table.concat(words, ' '))
  keys('<C-y><Esc>')
  wait('normal mode', function() return vim.fn.mode() == 'n' and vim.fn.pumvisible() == 0 end)
  say('completed', vim.api.nvim_get_current_line())
  wait('no diagnostic', function() return not diagnostics():find('17:', 1, true) end)
  say('diagnostics of what was completed', diagnostics())

  go(EVENTS, 'lark_console_input', 'input')
  ask(vim.lsp.buf.definition, function() return vim.api.nvim_buf_get_name(0):find('%.c$') end)
  say('from the declaration', place())
  vim.fn.search('lark', 'W', vim.fn.line('.'))
  wait('the server has the source', function() return #vim.lsp.buf_get_clients(0) > 0 end)
  ask(vim.lsp.buf.definition, function() return vim.api.nvim_buf_get_name(0):find('events$') end)
  say('from the call', place())

  ask(vim.lsp.buf.references, function() return #vim.fn.getqflist() > 0 end)
  say('references', listed())
  vim.cmd('cclose')

  go(EVENTS, 'lark_console_input', 'input')
  ask(vim.lsp.buf.hover, floating)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(floating()), 0, -1, true)
  say('hover', lines[1])
  vim.api.nvim_win_close(floating(), true)

  ask(function() vim.lsp.buf.rename('lark_console_feed') end, function()
    return vim.fn.search('lark_console_feed', 'cnw') > 0
  end)
  say('renamed', vim.api.nvim_get_current_line())
  go(SOURCE, '    trace_lark_console_feed', 'trace')
  say('renamed in the source', vim.api.nvim_get_current_line())

  local before
  go(EVENTS, 'ferrite_uart_status', '%08x')
  local offered = {}
  vim.ui.select = function(items, options, choose)
    local chosen
    for _, item in ipairs(items) do
      local title = (item[2] or item.action).title
      table.insert(offered, title)
      if title == 'Write `0x`' then chosen = item end
    end
    choose(chosen)
  end
  before = vim.b.changedtick
  ask(vim.lsp.buf.code_action, function() return vim.b.changedtick ~= before end)
  say('actions', table.concat(offered, ', '))
  say('after the action', vim.api.nvim_get_current_line())

  go(EVENTS, 'ferrite_uart_tx', 'ferrite')
  format()
  say('formatted', vim.api.nvim_get_current_line())
  before = vim.b.changedtick
  format()
  say('formatted again', before == vim.b.changedtick and 'nothing to do' or vim.api.nvim_get_current_line())

  wait('diagnostics', function() return not diagnostics():find('TL402', 1, true) end)
  say('diagnostics at the end', diagnostics())
  vim.cmd('wall')
  vim.lsp.stop_client(client)
  wait('the end of the server', function() return #vim.lsp.get_active_clients() == 0 end)
  say('done', 'yes')
  vim.cmd('qall!')
end

vim.defer_fn(function()
  resume(coroutine.create(scenario))
end, 0)
