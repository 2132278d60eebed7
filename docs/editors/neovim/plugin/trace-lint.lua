-- Starts the server for trace-events files, and for the sources of QEMU trees.

if vim.g.loaded_trace_lint then return end
vim.g.loaded_trace_lint = true

vim.filetype.add({ filename = { ['trace-events'] = 'trace-events', ['trace-events-all'] = 'trace-events' } })

vim.api.nvim_create_autocmd('FileType', {
  pattern = 'trace-events',
  callback = function() vim.bo.commentstring = '# %s' end,
})

if vim.lsp.enable then
  vim.lsp.enable('trace-lsp')
  return
end

-- Neovim 0.10 has no `vim.lsp.enable`.
local config = dofile(vim.api.nvim_get_runtime_file('lsp/trace-lsp.lua', false)[1])
local capabilities =
  vim.tbl_deep_extend('force', vim.lsp.protocol.make_client_capabilities(), config.capabilities)
vim.api.nvim_create_autocmd('FileType', {
  pattern = config.filetypes,
  callback = function(event)
    config.root_dir(event.buf, function(root)
      local client = { name = 'trace-lsp', cmd = config.cmd, root_dir = root }
      client.commands, client.capabilities = config.commands, capabilities
      vim.lsp.start(client, { bufnr = event.buf })
    end)
  end,
})
