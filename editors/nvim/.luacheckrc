-- What luacheck is to know of Neovim; tests/run.sh runs it.
std = 'luajit'
cache = false
max_line_length = 120
read_globals = { 'vim', 'MiniTest' }
globals = { 'vim.g', 'vim.b', 'vim.bo', 'vim.o', 'vim.wo', 'vim.env', 'vim.notify', 'vim.ui' }
