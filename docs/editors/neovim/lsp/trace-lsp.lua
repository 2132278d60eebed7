-- The language server of QEMU's trace-events files, in the form of nvim-lspconfig: Neovim 0.11 and later find it by
-- its name, `vim.lsp.enable('trace-lsp')`.

-- A lens opens the calls of an event; the server offers that where it is told of the command.
local commands = {
  ['traceLint.showReferences'] = function(command, context)
    local client = assert(vim.lsp.get_client_by_id(context.client_id))
    local items = vim.lsp.util.locations_to_items(command.arguments[3], client.offset_encoding)
    vim.fn.setqflist({}, ' ', { title = command.title, items = items })
    vim.cmd('botright copen')
  end,
}

-- The root of a QEMU tree: other projects have a file VERSION, too.
local function is_root(name, path)
  if name ~= 'VERSION' then return false end
  local build = io.open(path .. '/meson.build')
  if not build then return vim.uv.fs_stat(path .. '/trace-events') ~= nil end
  local text = build:read('*a')
  build:close()
  return text:find('trace_events_subdirs', 1, true) ~= nil
end

return {
  cmd = { 'trace-lsp' },
  filetypes = { 'trace-events', 'c', 'cpp', 'objc', 'objcpp', 'rust' },
  -- Sources outside of a QEMU tree have nothing to do with it.
  root_dir = function(buffer, start)
    local root = vim.fs.root(buffer, is_root)
    if root or vim.bo[buffer].filetype == 'trace-events' then start(root) end
  end,
  commands = commands,
  capabilities = { experimental = { commands = { commands = vim.tbl_keys(commands) } } },
}
