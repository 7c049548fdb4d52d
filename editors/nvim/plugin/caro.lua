-- The command, the keys to map, and the start with the first shell file. Nothing else is loaded before that.
if vim.g.loaded_caro then
  return
end
vim.g.loaded_caro = true

vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('caro.start', {}),
  pattern = { 'sh', 'bash', 'ksh' },
  callback = function(event)
    require('caro.server').start(event.buf)
  end,
})

vim.api.nvim_create_user_command('Caro', function(call)
  require('caro.command').run(call)
end, {
  nargs = '*',
  range = true,
  desc = 'Caro: generate, explain, harden, …',
  complete = function(...)
    return require('caro.command').complete(...)
  end,
})

local map = vim.keymap.set
-- Accepting is one step of its own to undo.
for name, part in pairs({ accept = 'all', ['accept-word'] = 'word', ['accept-line'] = 'line' }) do
  local keys = ([[<C-g>u<Cmd>lua require('caro.ghost').accept('%s')<CR><C-g>u]]):format(part)
  map('i', ('<Plug>(caro-%s)'):format(name), keys, { desc = 'Caro: ' .. name:gsub('-', ' ') })
end
for _, name in ipairs({ 'next', 'previous', 'dismiss', 'suggest' }) do
  local keys = ([[<Cmd>lua require('caro.ghost').%s()<CR>]]):format(name)
  map('i', ('<Plug>(caro-%s)'):format(name), keys, { desc = 'Caro: ' .. name })
end
map({ 'n', 'i', 't' }, '<Plug>(caro-generate)', '<Cmd>Caro generate<CR>', { desc = 'Caro: generate a command' })
map('n', '<Plug>(caro-explain)', '<Cmd>Caro explain<CR>', { desc = 'Caro: explain the command' })
map('x', '<Plug>(caro-explain)', ':Caro explain<CR>', { desc = 'Caro: explain what is selected' })
