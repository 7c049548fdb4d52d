-- How the server starts, for which files, and with which settings.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

local CLIENTS = [[#vim.lsp.get_clients({ name = 'caro' })]]

local function settings()
  child.lua([[
    _G.answer = nil
    local client = vim.lsp.get_clients({ name = 'caro' })[1]
    require('caro.server').request(client, 'caro/status', vim.empty_dict(), function(_, answer) _G.answer = answer end)
  ]])
  t.wait('status', '_G.answer ~= nil')
  return child.lua_get('_G.answer.settings')
end

T['nothing of the plugin is loaded before the first script'] = function()
  t.start()
  local loaded = [[vim.tbl_filter(function(name) return vim.startswith(name, 'caro') end,
    vim.tbl_keys(package.loaded))]]
  eq(child.lua_get(loaded), {})
  eq(child.lua_get([[require('caro').status() .. tostring(require('caro').visible())]]), 'false')
  eq(child.lua_get(loaded), { 'caro' })
end

T['sh, bash and ksh scripts share one server, other files have none'] = function()
  t.start()
  t.open({ '#!/bin/sh' }, 'a.sh')
  t.open({ '#!/bin/bash' }, 'b.bash')
  t.open({ '#!/bin/ksh' }, 'c.ksh')
  eq(child.lua_get(CLIENTS), 1)
  child.cmd('edit ' .. t.dir .. '/d.lua')
  t.stays('no client', '#vim.lsp.get_clients({ bufnr = 0 }) == 0')
  t.open({ '#!/usr/bin/env bash', 'ls' }, 'without-an-ending')
  eq(child.lua_get(CLIENTS), 1)
end

T['a script named on the command line'] = function()
  local path = vim.fn.tempname() .. '.sh'
  vim.fn.writefile({ '#!/bin/sh', 'rm -rf /' }, path)
  t.start({ args = { path } })
  t.wait('attached', t.ATTACHED)
  t.wait('diagnostic', '#vim.diagnostic.get(0) > 0')
  eq(child.lua_get(CLIENTS), 1)
end

T['vim.g.caro as a table passes through, without our own part'] = function()
  t.start({ caro = [[{ path = vim.env.CARO_LSP, ghostText = { threshold = 80 }, nvim = { ghost = true } }]] })
  t.open({ '#!/bin/sh' })
  eq(settings().ghostText.threshold, 80)
end

T['vim.g.caro as a function'] = function()
  t.start({ caro = [[function() return { path = vim.env.CARO_LSP, platform = 'macos' } end]] })
  t.open({ '#!/bin/sh' })
  eq(settings().platform, 'macos')
end

T['a function in vim.g.caro that fails is told, and the server starts'] = function()
  t.start({
    caro = [[function() error('oh') end]],
    before = [[vim.env.PATH = vim.fs.dirname(vim.env.CARO_LSP) .. ':' .. vim.env.PATH]],
  })
  t.open({ '#!/bin/sh' })
  t.wait_told('the function in vim.g.caro fails: .*oh')
end

T["without a path the program in PATH is taken, then cargo's"] = function()
  local folder = vim.fs.dirname(vim.env.CARO_LSP)
  t.start({ caro = '{}', before = ('vim.env.PATH = %q .. ":" .. vim.env.PATH'):format(folder) })
  t.open({ '#!/bin/sh' })
  eq(child.lua_get([[(require('caro.process').find())]]), vim.env.CARO_LSP)
  t.stop()
  local home = vim.fn.tempname()
  vim.fn.mkdir(home .. '/bin', 'p')
  vim.uv.fs_symlink(vim.env.CARO_LSP, home .. '/bin/caro-lsp')
  t.start({ caro = '{}', before = ('vim.env.CARGO_HOME = %q'):format(home) })
  eq(child.lua_get([[(require('caro.process').find())]]), home .. '/bin/caro-lsp')
end

T[':Caro restart takes new settings, and a new process'] = function()
  t.start()
  t.open({ '#!/bin/sh' })
  local before = child.lua_get([[vim.lsp.get_clients({ name = 'caro' })[1].id]])
  eq(settings().ghostText.threshold, 75)
  child.lua([[vim.g.caro = { path = vim.env.CARO_LSP, ghostText = { threshold = 90 } }]])
  child.cmd('Caro restart')
  t.wait(
    'a new client',
    ('(vim.lsp.get_clients({ name = "caro", bufnr = 0 })[1] or { id = 0 }).id > %d'):format(before)
  )
  t.wait('attached', t.ATTACHED)
  eq(settings().ghostText.threshold, 90)
  eq(child.lua_get(CLIENTS), 1)
end

T['what we announce'] = function()
  t.start({ rules = {}, program = _G.caro_root .. '/tests/proxy.py' })
  t.open({ '#!/bin/sh' })
  local can = t.wait_sent('initialize')[1].params.capabilities
  eq(can.experimental.caro, {
    status = true,
    picksModels = true,
    showsPages = true,
    lacksCompletion = true,
    lacksShellcheck = true,
  })
  eq(can.general.positionEncodings, { 'utf-16' })
  -- Neovim's own are there still.
  eq(can.textDocument.hover ~= nil and can.textDocument.codeAction ~= nil, true)
end

T['beside bashls we say that completion and ShellCheck are there'] = function()
  t.start({ rules = {}, program = _G.caro_root .. '/tests/proxy.py' })
  child.lua([[
    vim.lsp.start({ name = 'bashls', cmd = function(dispatchers)
      return {
        request = function(_, _, callback) callback(nil, { capabilities = {} }) return true, 1 end,
        notify = function() return true end,
        is_closing = function() return false end,
        terminate = function() end,
      }
    end })
  ]])
  t.wait('bashls', [[#vim.lsp.get_clients({ name = 'bashls' }) == 1]])
  t.open({ '#!/bin/sh' })
  local caro = t.wait_sent('initialize')[1].params.capabilities.experimental.caro
  eq({ caro.lacksCompletion, caro.lacksShellcheck }, { false, false })
end

T['autostart = false leaves it to the user'] = function()
  t.start({ caro = [[{ path = vim.env.CARO_LSP, nvim = { autostart = false } }]] })
  vim.fn.writefile({ '#!/bin/sh' }, t.dir .. '/x.sh')
  child.cmd('edit ' .. t.dir .. '/x.sh')
  t.stays('no client', CLIENTS .. ' == 0')
  child.cmd('Caro restart')
  t.wait('attached', t.ATTACHED)
end

T['vim.lsp.enable and vim.lsp.config of the user'] = function()
  t.start({ caro = [[{ path = vim.env.CARO_LSP, nvim = { autostart = false } }]] })
  if child.fn.has('nvim-0.11') == 0 then
    return MiniTest.skip('Neovim 0.10 has no vim.lsp.enable')
  end
  child.lua([[
    vim.lsp.config('caro', { settings = { caro = { platform = 'busybox' } } })
    vim.lsp.enable('caro')
  ]])
  t.open({ '#!/bin/sh' })
  eq(settings().platform, 'busybox')
end

T['diagnostics come once, with code and source'] = function()
  t.start()
  t.open({ '#!/bin/sh', 'rm -rf /', 'ls' })
  t.wait('diagnostic', '#vim.diagnostic.get(0) > 0')
  t.stays('one', '#vim.diagnostic.get(0) == 1')
  local found = child.lua_get('vim.diagnostic.get(0)[1]')
  eq({ found.lnum, found.source, found.severity, found.code:sub(1, 4) }, { 1, 'caro', 1, 'CARO' })
end

T['hover through the standard function'] = function()
  t.start()
  t.open({ '#!/bin/sh', 'tar -xzf a.tgz' })
  child.api.nvim_win_set_cursor(0, { 2, 1 })
  child.lua('vim.lsp.buf.hover()')
  local float = [[(function()
    for _, win in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(win).relative ~= '' then
        return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(win), 0, -1, false), '\n')
      end
    end
    return false
  end)()]]
  t.wait('hover', float)
  t.has(child.lua_get(float), 'archive')
end

T['a code action mends, in one step to undo'] = function()
  t.start()
  t.open({ '#!/bin/bash', "find . -delete -name '*.log'" })
  t.wait('diagnostic', '#vim.diagnostic.get(0) > 0')
  child.api.nvim_win_set_cursor(0, { 2, 8 })
  child.lua([[vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })]])
  t.wait('changed', [[vim.api.nvim_get_current_line() == "find . -name '*.log' -delete"]])
  t.wait('no marks', '#vim.diagnostic.get(0) == 0')
  child.cmd('undo')
  t.lines_are({ '#!/bin/bash', "find . -delete -name '*.log'" })
end

T['explaining a danger from the list of actions opens a page'] = function()
  t.start()
  t.open({ '#!/bin/bash', 'rm -rf /' })
  t.wait('diagnostic', '#vim.diagnostic.get(0) > 0')
  child.api.nvim_win_set_cursor(0, { 2, 7 })
  child.lua([[vim.lsp.buf.code_action({ apply = true, filter = function(action)
    local command = type(action.command) == 'table' and action.command.command or action.command
    return command == 'caro.explainDanger'
  end })]])
  t.has(t.wait_page('explain'), 'CARO')
  eq(child.bo.filetype, 'markdown')
end

T['completion with CTRL-X CTRL-O, since nothing else completes'] = function()
  t.start()
  t.open({ '#!/bin/bash', '' })
  eq(child.bo.omnifunc, 'v:lua.vim.lsp.omnifunc')
  child.type_keys('G', 'A', 'tar --ex', '<C-x><C-o>')
  t.wait('menu', 'vim.fn.pumvisible() == 1')
end

T['the server ends with Neovim'] = function()
  t.start()
  t.open({ '#!/bin/sh' })
  local pid = child.lua_get([[vim.fn.getpid()]])
  local children = vim.api.nvim_get_proc_children(pid)
  eq(#children > 0, true)
  t.stop()
  local gone = vim.wait(15000, function()
    for _, it in ipairs(children) do
      if vim.uv.kill(it, 0) == 0 then
        return false
      end
    end
    return true
  end, 20)
  eq(gone, true)
end

return T
