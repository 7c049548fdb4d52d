-- Ghost text and completion menus. nvim-cmp and blink.cmp are in no registry: what stands here for them has their
-- documented functions and events, and nothing else of them.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

local UNPACK = 'tar -xzf release.tar.gz -C tmp'

local function wish(options)
  t.start(options)
  t.open({ '#!/bin/bash', '# unpack release.tar.gz into tmp', '' })
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
end

local function open_menu()
  child.cmd('set completeopt=menuone,noselect')
  child.lua([[vim.schedule(function() vim.fn.complete(1, { 'target', 'tarry' }) end)]])
  t.wait('menu', 'vim.fn.pumvisible() == 1')
end

T["Neovim's own menu hides it, and gives it back"] = function()
  wish()
  open_menu()
  t.wait_no_ghost()
  eq(child.lua_get([[require('caro').visible()]]), false)
  child.type_keys('<C-e>')
  t.wait('closed', 'vim.fn.pumvisible() == 0')
  t.wait_ghost(UNPACK)
end

T['with ghost_with_menu it stays'] = function()
  wish({ caro = [[{ path = vim.env.CARO_LSP, nvim = { ghost_with_menu = true } }]] })
  open_menu()
  t.stays('shown', t.GHOST)
end

T['a word of the menu, and then the rest of the ghost text'] = function()
  wish()
  child.cmd('set completeopt=menuone,noselect')
  child.type_keys('ta')
  child.lua([[vim.schedule(function() vim.fn.complete(1, { 'tar', 'tarry' }) end)]])
  t.wait('menu', 'vim.fn.pumvisible() == 1')
  child.type_keys('<C-n>', '<C-y>')
  t.wait_ghost(UNPACK:sub(4))
  child.type_keys('<Tab>')
  eq(t.line(), UNPACK)
end

T['the menu of nvim-cmp'] = function()
  t.start()
  child.lua([[
    local listeners, is_open = {}, false
    package.loaded.cmp = {
      visible = function() return is_open end,
      event = { on = function(_, name, run) listeners[name] = run end },
    }
    function _G.menu(open)
      is_open = open
      listeners[open and 'menu_opened' or 'menu_closed']({ window = {} })
    end
  ]])
  t.open({ '#!/bin/bash', '# unpack release.tar.gz into tmp', '' })
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
  child.lua('_G.menu(true)')
  t.wait_no_ghost()
  child.lua('_G.menu(false)')
  t.wait_ghost(UNPACK)
end

T['the menu of blink.cmp'] = function()
  t.start()
  child.lua([[
    local is_open = false
    package.loaded['blink.cmp'] = { is_menu_visible = function() return is_open end }
    function _G.menu(open)
      is_open = open
      local name = open and 'BlinkCmpMenuOpen' or 'BlinkCmpMenuClose'
      vim.api.nvim_exec_autocmds('User', { pattern = name, modeline = false })
    end
  ]])
  t.open({ '#!/bin/bash', '# unpack release.tar.gz into tmp', '' })
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
  child.lua('_G.menu(true)')
  t.wait_no_ghost()
  child.lua('_G.menu(false)')
  t.wait_ghost(UNPACK)
end

T['a menu plugin that fails is none'] = function()
  t.start()
  child.lua([[package.loaded['blink.cmp'] = { is_menu_visible = function() error('oh') end }]])
  t.open({ '#!/bin/bash', '# unpack release.tar.gz into tmp', '' })
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
end

return T
