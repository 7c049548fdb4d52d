-- `:Caro` and what belongs to it, but for generating.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

local function complete(line)
  return child.fn.getcompletion(line, 'cmdline')
end

T['completion of names, and of refactorings'] = function()
  t.start()
  eq(complete('Caro '), {
    'doctor',
    'explain',
    'forget',
    'generate',
    'harden',
    'history',
    'learned',
    'log',
    'model',
    'pause',
    'private',
    'rehearse',
    'restart',
    'restore',
    'resume',
    'status',
  })
  eq(complete('Caro re'), { 'rehearse', 'restart', 'restore', 'resume' })
  eq(complete('Caro harden str'), {})
  t.open({ '#!/bin/bash' })
  eq(complete('Caro harden str'), { 'strict-mode' })
  eq(vim.tbl_contains(complete('Caro harden '), 'explain-as-comments'), false)
  eq(complete('Caro explain '), {})
  eq(complete("'<,'>Caro expl"), { 'explain' })
end

T['a name that does not exist'] = function()
  t.start()
  child.cmd('Caro dance')
  t.has(t.wait_told('dance'), 'doctor, explain, forget')
end

T['explain: the command at the cursor, in a page that q closes'] = function()
  t.start()
  t.open({ '#!/bin/bash', 'tar -xzf a.tgz', 'ls -l' })
  child.api.nvim_win_set_cursor(0, { 2, 1 })
  child.cmd('Caro explain')
  local page = t.wait_page('explain')
  t.has(page, 'tar')
  eq(page:find('ls', 1, true), nil)
  eq({ child.bo.filetype, child.bo.modifiable, child.bo.buflisted }, { 'markdown', false, false })
  child.type_keys('q')
  eq(#child.api.nvim_list_wins(), 1)
  eq(t.page('explain'), false)
end

T['explain: a range, and the whole script'] = function()
  t.start()
  t.open({ '#!/bin/bash', '# Makes a copy.', 'cp a b', 'ls -l', 'rm -f c' })
  child.cmd('3,4Caro explain')
  local page = t.wait_page('explain')
  t.has(page, 'cp')
  t.has(page, 'ls')
  eq(page:find('rm', 1, true), nil)
  child.cmd('wincmd p')
  child.cmd('%Caro explain')
  t.wait(
    'whole',
    [[table.concat(vim.api.nvim_buf_get_lines(vim.fn.bufnr('caro://explain'), 0, -1, false), '\n')
    :find('Makes a copy') ~= nil]]
  )
  eq(#child.api.nvim_list_wins(), 2)
end

T['explain: words, without any script open'] = function()
  t.start()
  child.cmd('Caro explain chmod -R u+rwX,g-w dir')
  t.has(t.wait_page('explain'), 'chmod')
end

T['explain says where there is nothing'] = function()
  t.start()
  child.cmd('Caro explain')
  t.wait_told('this buffer is no script')
end

T['harden: all certain fixes, in one step to undo'] = function()
  t.start()
  t.open({ '#!/bin/bash', 'cd "$1"', 'rm -rf "$2"/*' })
  child.cmd('Caro harden guard-cd')
  t.wait('changed', [[vim.api.nvim_buf_get_lines(0, 1, 2, false)[1] ~= 'cd "$1"']])
  child.cmd('undo')
  t.lines_are({ '#!/bin/bash', 'cd "$1"', 'rm -rf "$2"/*' })
end

T['harden: one refactoring by its name'] = function()
  t.start()
  t.open({ '#!/bin/bash', 'make' })
  child.cmd('Caro harden strict-mode')
  t.wait('changed', [[vim.api.nvim_buf_get_lines(0, 0, -1, false)[2] == 'set -euo pipefail']])
end

T['harden says when there is nothing to change'] = function()
  t.start()
  t.open({ '#!/bin/bash', 'ls' })
  child.cmd('Caro harden')
  t.wait_told('nothing is to be changed')
  child.cmd('enew')
  child.cmd('Caro harden')
  t.wait_told('no shell script')
end

T['rehearse and restore the command at the cursor, and a range'] = function()
  t.start()
  local line = 'rsync -a --delete src/ /srv/www/'
  t.open({ '#!/bin/bash', line, 'ls' })
  child.api.nvim_win_set_cursor(0, { 2, 3 })
  child.cmd('Caro rehearse')
  t.wait('rehearsed', [[vim.api.nvim_get_current_line():find('rsync --dry-run', 1, true) == 1]])
  child.cmd('2Caro restore')
  t.wait('restored', ('vim.api.nvim_get_current_line() == %q'):format(line))
  child.cmd('2,3Caro rehearse')
  t.wait('again', [[vim.api.nvim_get_current_line():find('rsync --dry-run', 1, true) == 1]])
  child.api.nvim_win_set_cursor(0, { 3, 0 })
  child.cmd('Caro rehearse')
  t.wait_told('nothing here to rehearse')
end

T['status in a sentence, with the reason for silence'] = function()
  t.start()
  child.cmd('Caro status')
  t.wait_told('no server is running')
  t.open({ '#!/bin/bash' })
  child.cmd('Caro')
  t.wait_told('^Caro %d+%.%d+%.%d+: ready%.')
  -- What Neovim takes for sh, and is something else.
  t.open({ '#!/bin/bash' }, 'y.sh')
  child.api.nvim_buf_set_lines(0, 0, -1, false, { '#!/bin/zsh', 'ls' })
  child.cmd('Caro status')
  t.wait_told('Caro reads sh, bash and ksh')
end

T['the status line component, and its event'] = function()
  t.start()
  eq(child.lua_get([[require('caro').status()]]), '')
  t.open({ '#!/bin/bash' })
  t.wait('status', [[require('caro').status() == 'Caro']])
  child.cmd('Caro pause')
  t.wait('paused', [[require('caro').status() == 'Caro: paused']])
  local events = t.events('CaroStatus')
  eq(events[#events].data.state, 'paused')
  child.cmd('enew')
  eq(child.lua_get([[require('caro').status()]]), '')
end

T['progress is in the status line while it lasts'] = function()
  t.start()
  t.open({ '#!/bin/bash' })
  local function progress(value)
    child.lua(([[
      local client = vim.lsp.get_clients({ name = 'caro' })[1]
      vim.lsp.handlers['$/progress'](nil, { token = 'caro-download-0', value = %s }, { client_id = client.id })
    ]]):format(vim.inspect(value)))
  end
  progress({ kind = 'begin', title = 'Downloading small', percentage = 0 })
  eq(child.lua_get([[require('caro').status()]]), 'Caro: Downloading small 0%')
  progress({ kind = 'report', percentage = 12 })
  eq(child.lua_get([[require('caro').status()]]), 'Caro: Downloading small 12%')
  progress({ kind = 'end' })
  t.wait('as before', [[require('caro').status() == 'Caro']])
end

T['the log opens at its end'] = function()
  t.start()
  t.open({ '#!/bin/bash' })
  child.lua([[vim.lsp.log.error('a line of the log')]])
  child.cmd('Caro log')
  t.wait('log', [[vim.api.nvim_buf_get_name(0) == vim.uv.fs_realpath(vim.lsp.log.get_filename())]])
  eq(child.fn.line('.'), child.fn.line('$'))
  eq(child.bo.readonly, true)
end

T["the doctor's report"] = function()
  t.start()
  child.cmd('Caro doctor')
  local page = t.wait_page('doctor')
  t.has(page, '%d+%.%d+%.%d+')
  t.has(page:lower(), 'memory')
end

local MODELS = {
  chosen = 'small',
  models = {
    { name = 'small', verdict = 'suits', size = 400e6, is_installed = true, installed_as = 'small', reasons = {} },
    { name = 'large', verdict = 'slow', size = 4.7e9, is_installed = false, reasons = {} },
  },
}

T['model: the list, and one that is here is chosen'] = function()
  t.start({ rules = { ['caro.selectModel'] = { result = vim.tbl_extend('force', MODELS, { chosen = 'small' }) } } })
  t.open({ '#!/bin/bash' })
  t.pick(1)
  child.cmd('Caro model')
  t.wait('labels', '_G.labels ~= nil')
  eq(child.lua_get('_G.labels'), {
    'small  400 MB, suits this machine, answers now',
    'large  4.7 GB, slow here, to download',
  })
  vim.wait(15000, function()
    return #t.sent('caro.selectModel') == 2
  end, 10)
  eq(t.sent('caro.selectModel')[2].params.arguments, { { name = 'small' } })
end

T['model: nothing is fetched before the user says yes'] = function()
  -- There is no such model, so nothing is fetched here either.
  local rules = { ['caro.selectModel'] = { result = MODELS }, ['caro.downloadModel'] = { result = { name = 'large' } } }
  t.start({ rules = rules })
  t.open({ '#!/bin/bash' })
  t.pick(2)
  child.cmd('Caro model')
  t.wait('question', '_G.question ~= nil')
  eq(child.lua_get('_G.question'), 'Caro: download large (4.7 GB)?')
  t.stays('nothing', 'true', 200)
  eq(t.sent('caro.downloadModel'), {})
  child.lua('_G.yes = 1')
  child.cmd('Caro model')
  eq(t.wait_sent('caro.downloadModel')[1].params.arguments, { { name = 'large' } })
  t.wait_told('large is here')
end

T["model: the real list, in this Neovim's own picker"] = function()
  t.start()
  t.open({ '#!/bin/bash' })
  t.pick(99)
  child.cmd('Caro model')
  t.wait('labels', '_G.labels ~= nil')
  local labels = child.lua_get('_G.labels')
  eq(#labels > 1, true)
  t.has(labels[1], 'B, ')
end

T['model: its offer is a message, and no prompt that what is typed would answer'] = function()
  t.start()
  t.open({ '#!/bin/bash' })
  local answer = child.lua_get([[(function()
    local client = vim.lsp.get_clients({ name = 'caro' })[1]
    local offer = { type = 3, message = 'A model could help.', actions = { { title = 'Download' }, { title = 'No' } } }
    return client.handlers['window/showMessageRequest'](nil, offer, { client_id = client.id })
  end)()]])
  eq(answer, vim.NIL)
  t.wait_told('a language model could know more; see :Caro model')
  eq(child.api.nvim_get_mode().blocking, false)
end

T['model: a name that does not exist is told'] = function()
  t.start()
  t.open({ '#!/bin/bash' })
  child.cmd('Caro model no-such-model')
  t.wait_told('no%-such%-model')
end

T['checkhealth'] = function()
  t.start()
  t.open({ '#!/bin/bash' })
  child.cmd('checkhealth caro')
  local text = table.concat(child.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  t.has(text, 'caro%-lsp %d')
  t.has(text, 'server %S+ is ready')
  t.has(text, 'no model host runs')
  t.has(text, 'ghost text: shown by this plugin')
  eq(text:find('ERROR'), nil)
end

T['checkhealth says what is wrong'] = function()
  t.start({ caro = [[{ path = '/nowhere/caro-lsp', completion = 'on', nvim = { gost = true, ghost = 1 } }]] })
  child.lua([[package.loaded.copilot = {}]])
  child.cmd('checkhealth caro')
  local text = table.concat(child.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  t.has(text, 'ERROR /nowhere/caro%-lsp does not exist')
  t.has(text, 'WARNING vim%.g%.caro%.nvim%.gost is unknown')
  t.has(text, 'WARNING vim%.g%.caro%.nvim%.ghost is a number')
  t.has(text, 'WARNING copilot shows ghost text too')
end

T['checkhealth warns of what is shown twice'] = function()
  t.start()
  t.open({ '#!/bin/bash' })
  child.lua([[
    package.loaded.lint = { linters_by_ft = { bash = { 'shellcheck' } } }
    vim.cmd('checkhealth caro')
  ]])
  local text = table.concat(child.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  t.has(text, 'WARNING nvim%-lint shows ShellCheck too')
  eq(text:find('completes too', 1, true), nil)
end

T['the help has all of it'] = function()
  t.start()
  child.cmd('helptags ' .. _G.caro_root .. '/doc')
  for _, name in ipairs({
    'caro',
    'caro-keys',
    'caro-install',
    ':Caro',
    'g:caro',
    '<Plug>(caro-accept)',
    'CaroAccepted',
  }) do
    child.cmd('help ' .. name)
    eq(child.fn.expand('%:t'), 'caro.txt')
  end
  local text = table.concat(child.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  for _, name in ipairs(complete('Caro ')) do
    t.has(text, 'Caro ' .. name)
  end
  for _, map in ipairs(child.api.nvim_get_keymap('i')) do
    if vim.startswith(map.lhs, '<Plug>(caro') then
      t.has(text, vim.pesc(map.lhs))
    end
  end
end

return T
