-- Ghost text: when it is shown, and how it is taken, in whole or in part.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

local UNPACK = 'tar -xzf release.tar.gz -C tmp'

--- A script whose wish asks for one command, with the cursor on the empty line below, typing.
local function wish(options)
  t.start(options)
  t.open({ '#!/bin/bash', '# unpack release.tar.gz into tmp', '' })
  child.type_keys('G', 'A')
end

local function logged(rules)
  return { rules = rules or {}, program = _G.caro_root .. '/tests/proxy.py' }
end

T['a command is shown below its comment'] = function()
  wish()
  t.wait_ghost(UNPACK)
  eq(t.line(), '')
  eq(child.lua_get([[require('caro').visible()]]), true)
end

T['the key takes it, and the server hears of it'] = function()
  wish(logged())
  t.wait_ghost(UNPACK)
  child.type_keys('<Tab>')
  eq(t.line(), UNPACK)
  eq(child.api.nvim_win_get_cursor(0), { 3, #UNPACK })
  t.wait_no_ghost()
  eq(type(t.wait_sent('caro.accepted')[1].params.arguments[1].id), 'number')
  local event = t.events('CaroAccepted')[1].data
  eq({ event.text, event.part, event.whole }, { UNPACK, 'all', true })
end

T['without ghost text the key is itself'] = function()
  t.start()
  t.open({ '#!/bin/sh', '' })
  child.type_keys('G', 'A', 'zz', '<Tab>', 'y')
  eq(t.line(), 'zz\ty')
end

T['who types along keeps it, and nothing flickers'] = function()
  wish()
  t.wait_ghost(UNPACK)
  for at = 1, 8 do
    child.type_keys(UNPACK:sub(at, at))
    eq(t.ghost(), UNPACK:sub(at + 1))
  end
  t.stays('the rest', ('%s == %q'):format(t.GHOST, UNPACK:sub(9)))
  child.type_keys('<Tab>')
  eq(t.line(), UNPACK)
end

T['taken right after a key: no letter twice'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.api.nvim_input('tar<Tab>')
  t.wait('taken', ('vim.api.nvim_get_current_line() == %q'):format(UNPACK))
end

T['keys typed right behind the key come behind the text'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.api.nvim_input('<Tab> -v')
  t.wait('all of it', ('vim.api.nvim_get_current_line() == %q'):format(UNPACK .. ' -v'))
end

T['what is typed instead takes it away, and nothing is put'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('u')
  eq(t.ghost(), false)
  child.type_keys('<Tab>')
  eq(t.line(), 'u\t')
end

T['what was deleted again brings it back'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('tarr')
  t.wait_no_ghost()
  child.type_keys('<BS>')
  t.wait_ghost(UNPACK:sub(4))
end

T['word by word'] = function()
  wish(logged())
  t.wait_ghost(UNPACK)
  child.type_keys('<M-w>')
  eq(t.line(), 'tar')
  t.wait_ghost(' -xzf release.tar.gz -C tmp')
  child.type_keys('<M-w>')
  eq(t.line(), 'tar -xzf')
  local partly = t.wait_sent('textDocument/didPartiallyAcceptCompletion')
  eq({ partly[1].params.acceptedLength, partly[1].params.item.insertText }, { 3, UNPACK })
  eq(t.sent('caro.accepted'), {})
  child.type_keys('<M-w>', '<M-w>')
  t.wait_ghost(' tmp')
  child.type_keys('<M-w>')
  eq(t.line(), UNPACK)
  t.wait_sent('caro.accepted')
end

local function block()
  t.start()
  local lines = { 'set -e', 'if x; then', '  # unpack a.tar.gz into tmp and then delete the archive', 'fi' }
  t.open(lines)
  child.api.nvim_win_set_cursor(0, { 3, 0 })
  child.type_keys('A')
  t.wait_ghost('\n  tar -xzf a.tar.gz -C tmp\n  rm a.tar.gz')
end

T['several lines are shown below, and taken whole'] = function()
  block()
  child.type_keys('<Tab>')
  eq(child.api.nvim_buf_get_lines(0, 3, -1, false), { '  tar -xzf a.tar.gz -C tmp', '  rm a.tar.gz', 'fi' })
  eq(child.api.nvim_win_get_cursor(0), { 5, 13 })
end

T['line by line'] = function()
  block()
  child.type_keys('<M-l>')
  eq(child.api.nvim_buf_get_lines(0, 3, -1, false), { '  tar -xzf a.tar.gz -C tmp', 'fi' })
  t.wait_ghost('\n  rm a.tar.gz')
  child.type_keys('<M-l>')
  eq(child.api.nvim_buf_get_lines(0, 3, -1, false), { '  tar -xzf a.tar.gz -C tmp', '  rm a.tar.gz', 'fi' })
end

T['next and previous go round, and the server hears what is looked at'] = function()
  t.start(logged())
  t.open({ '#!/bin/bash', '# show the ten largest files in /var/log', '' })
  child.type_keys('G', 'A')
  local first = t.wait_ghost()
  child.type_keys('<M-]>')
  t.wait('another', ('%s ~= %q'):format(t.GHOST, first))
  local second = t.ghost()
  eq(t.wait_sent('textDocument/didShowCompletion')[1].params.item.insertText, second)
  child.type_keys('<M-[>')
  eq(t.ghost(), first)
  child.type_keys('<M-[>')
  eq(t.ghost(), second)
  child.type_keys('<M-]>', '<M-]>', '<Tab>')
  eq(t.line(), second)
end

T['dismissed, it stays away on this line'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('<M-e>')
  eq(t.ghost(), false)
  child.type_keys('t')
  t.stays('none', 'not ' .. t.GHOST)
  child.type_keys('<M-s>')
  t.wait_ghost(UNPACK:sub(2))
  child.type_keys('<M-e>', '<Esc>', 'S')
  t.wait_ghost(UNPACK)
end

T['only by key where the setting says so'] = function()
  wish({ caro = [[{ path = vim.env.CARO_LSP, ghostText = { trigger = 'manual' } }]] })
  t.stays('none', 'not ' .. t.GHOST)
  child.type_keys('<M-s>')
  t.wait_ghost(UNPACK)
end

T['leaving Insert mode takes it away, coming back brings it'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('<Esc>')
  eq(t.ghost(), false)
  child.type_keys('A')
  t.wait_ghost(UNPACK)
  child.type_keys('<C-o>')
  eq(t.ghost(), false)
end

T['moving the cursor away takes it away'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('<Up>')
  t.wait_no_ghost()
  child.type_keys('<Down>')
  t.wait_ghost(UNPACK)
end

T['a danger is never shown'] = function()
  t.start()
  t.open({ '#!/bin/bash', '# delete all log files in /var/log', '' })
  child.type_keys('G', 'A')
  t.stays('none', 'not ' .. t.GHOST, 500)
  child.type_keys('<M-s>')
  t.stays('none by key', 'not ' .. t.GHOST, 500)
end

T['paused, none comes unasked; resumed, it does'] = function()
  t.start()
  t.open({ '#!/bin/bash', '# unpack release.tar.gz into tmp', '' })
  child.cmd('Caro pause')
  t.wait('paused', [[require('caro').status() == 'Caro: paused']])
  child.type_keys('G', 'A')
  t.stays('none', 'not ' .. t.GHOST)
  child.type_keys('<Esc>')
  child.cmd('Caro resume')
  t.wait('ready', [[require('caro').status() == 'Caro']])
  child.type_keys('A')
  t.wait_ghost(UNPACK)
end

T['with nvim.ghost = false this plugin shows none'] = function()
  wish({ caro = [[{ path = vim.env.CARO_LSP, nvim = { ghost = false } }]] })
  t.stays('none', 'not ' .. t.GHOST)
  eq(child.lua_get([[vim.lsp.get_clients({ name = 'caro' })[1].server_capabilities.inlineCompletionProvider]]), true)
end

T["Neovim's own inline completion does not show it a second time"] = function()
  t.start()
  if child.fn.has('nvim-0.12') == 0 then
    return MiniTest.skip('Neovim before 0.12 has none')
  end
  child.lua('vim.lsp.inline_completion.enable()')
  t.open({ '#!/bin/bash', '# unpack release.tar.gz into tmp', '' })
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
  t.stays('one', [[#vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { type = 'virt_text' }) == 1]], 600)
end

T['an answer for a text that is gone is not shown'] = function()
  wish(logged({ ['textDocument/inlineCompletion'] = { delay = 0.3 } }))
  t.wait_sent('textDocument/inlineCompletion')
  child.type_keys('zz')
  t.stays('none', 'not ' .. t.GHOST, 900)
end

T['outdated questions are taken back'] = function()
  wish(logged({ ['textDocument/inlineCompletion'] = { delay = 0.2 } }))
  child.type_keys('t', 'a', 'r')
  t.wait_ghost(UNPACK:sub(4))
  eq(#t.sent('$/cancelRequest') > 0, true)
end

T['its colour is not that of text, also on a terminal with few colours'] = function()
  wish()
  t.wait_ghost(UNPACK)
  local looks = child.lua_get([[vim.api.nvim_get_hl(0, { name = 'CaroGhost' })]])
  eq(looks.ctermfg ~= nil and looks.fg ~= nil, true)
  child.cmd('colorscheme vim')
  eq(child.lua_get([[vim.api.nvim_get_hl(0, { name = 'CaroGhost' }).ctermfg ~= nil]]), true)
end

return T
