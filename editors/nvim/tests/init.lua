-- A Neovim with this plugin, the server in $CARO_LSP and nothing else:  nvim --clean -u tests/init.lua
local root = vim.fs.dirname(vim.fs.dirname(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p')))
vim.opt.runtimepath:prepend(root)
vim.o.swapfile, vim.o.shadafile = false, 'NONE'
if vim.g.caro == nil then
  vim.g.caro = { path = vim.env.CARO_TEST_PROGRAM or vim.env.CARO_LSP }
end
-- As :help caro-keys shows it.
vim.keymap.set('i', '<Tab>', function()
  return require('caro').visible() and '<Plug>(caro-accept)' or '<Tab>'
end, { expr = true, remap = true })
vim.keymap.set('i', '<M-w>', '<Plug>(caro-accept-word)')
vim.keymap.set('i', '<M-l>', '<Plug>(caro-accept-line)')
vim.keymap.set('i', '<M-]>', '<Plug>(caro-next)')
vim.keymap.set('i', '<M-[>', '<Plug>(caro-previous)')
vim.keymap.set('i', '<M-e>', '<Plug>(caro-dismiss)')
vim.keymap.set('i', '<M-s>', '<Plug>(caro-suggest)')
