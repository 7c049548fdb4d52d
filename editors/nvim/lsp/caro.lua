-- What `vim.lsp.enable('caro')` starts, on Neovim 0.11 and newer.
return require('caro.server').config()
