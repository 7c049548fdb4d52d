-- `:Caro generate` in a `:terminal`: at the prompt, never run, and nowhere else.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

-- `env` becomes the shell.
local SHELLS = {
  { [[env PS1='prompt> ' HISTFILE= bash --norc --noprofile -i]] },
  { [[env PS1='prompt> ' dash -i]] },
}

local function answer(fields)
  return vim.tbl_extend('force', {
    prompt = 'x',
    id = 1,
    command = 'touch made-by-caro',
    risk = 'none',
    findings = {},
    explanation = {},
    assumed = {},
    alternatives = {},
    terminal = 'line',
  }, fields)
end

local TEXT = [[table.concat(vim.api.nvim_buf_get_lines(_G.terminal, 0, -1, false), '\n')]]

local function terminal(shell, fields)
  t.start({ rules = { ['caro/generate'] = { result = answer(fields or {}) } } })
  t.pick(1)
  child.cmd('cd ' .. t.dir)
  child.cmd('terminal ' .. shell)
  child.lua('_G.terminal = vim.api.nvim_get_current_buf()')
  t.wait('prompt', TEXT .. [[:find('prompt>', 1, true)]])
end

local function was_made()
  return vim.fn.filereadable(t.dir .. '/made-by-caro') == 1
end

T['at the prompt'] = MiniTest.new_set({ parametrize = SHELLS })

T['at the prompt']["it is put and not run; Enter is the user's"] = function(shell)
  terminal(shell)
  child.cmd('Caro generate make a file')
  t.wait('put', TEXT .. [[:find('prompt> touch made%-by%-caro')]])
  t.stays('not run', 'true', 300)
  eq(was_made(), false)
  local event = t.events('CaroInserted')[1].data
  eq({ event.command, event.where }, { 'touch made-by-caro', 'terminal' })
  t.wait('terminal mode', [[vim.api.nvim_get_mode().mode == 't']])
  child.type_keys('<CR>')
  eq(vim.wait(5000, was_made, 10), true)
end

T['at the prompt']['what is running there is left alone'] = function(shell)
  terminal(shell)
  child.lua([[vim.api.nvim_chan_send(vim.bo.channel, 'cat > got\r')]])
  t.wait('cat runs', '#vim.api.nvim_get_proc_children(vim.b.terminal_job_pid) == 1')
  child.cmd('Caro generate make a file')
  t.wait_told('cat is running in that terminal')
  eq(vim.fn.getfsize(t.dir .. '/got'), 0)
  eq(t.sent('caro/generate'), {})
end

T['what control characters do is not done'] = MiniTest.new_set({
  parametrize = {
    { 'touch made-by-caro\n' },
    { 'touch made-by-caro\r' },
    { 'echo \27[A\r' },
    { 'echo \3' },
    { 'echo \194\155' },
    { 'echo \127x' },
  },
})

T['what control characters do is not done']['even where the server would allow it'] = function(command)
  terminal(SHELLS[1][1], { command = command })
  child.cmd('Caro generate x')
  t.wait_told('it has control characters')
  t.stays(
    'nothing there',
    'not ' .. TEXT .. [[:find('echo', 1, true) and not ]] .. TEXT .. [[:find('touch', 1, true)]],
    200
  )
  eq(was_made(), false)
end

T['what the server refuses is refused, with its reason'] = function()
  terminal(SHELLS[1][1], { terminal = 'refused', refusal = 'it hides text' })
  child.cmd('Caro generate x')
  t.wait_told('it hides text')
  eq(t.page('answer'), false)
  eq(child.lua_get(TEXT):find('touch', 1, true), nil)
end

T['a server that says nothing about terminals is not trusted with them'] = function()
  terminal(SHELLS[1][1], { terminal = vim.NIL })
  child.cmd('Caro generate x')
  t.wait_told('the server does not say that it is safe')
  eq(child.lua_get(TEXT):find('touch', 1, true), nil)
end

T['several lines are shown in a window instead'] = function()
  terminal(SHELLS[1][1], { command = 'touch made-by-caro\nls', terminal = 'paste' })
  child.cmd('Caro generate x')
  t.has(t.wait_page('answer'), 'touch made%-by%-caro\nls')
  t.wait_told('several lines')
  eq(was_made(), false)
end

T['a program instead of a shell is refused'] = function()
  t.start()
  child.cmd('terminal cat')
  t.wait('cat', 'vim.b.terminal_job_pid ~= nil')
  child.cmd('Caro generate find empty files')
  t.wait_told('cat is running in that terminal, and no shell')
end

T['what reads the keys is looked at'] = MiniTest.new_set({
  parametrize = {
    -- A shell in a shell, as `:terminal bash` where 'shell' starts it and waits.
    { [[sh -c "PS1='prompt> ' HISTFILE= bash --norc --noprofile; true"]], false },
    { [[bash --norc --noprofile -ic "PS1='prompt> ' HISTFILE= bash --norc --noprofile; true"]], false },
    { [[bash -c "printf 'prompt> '; read it; echo \\$it"]], 'bash was started with a script or a command' },
    { [[bash ./reads.sh]], 'bash was started with a script or a command' },
    { [[sh -c "printf 'prompt> '; cat; true"]], 'cat is running' },
  },
})

T['what reads the keys is looked at']['whatever started it'] = function(command, refusal)
  t.start({ rules = { ['caro/generate'] = { result = answer({}) } } })
  t.pick(1)
  child.cmd('cd ' .. t.dir)
  vim.fn.writefile({ "printf 'prompt> '", 'read it', 'echo "$it"' }, t.dir .. '/reads.sh')
  child.cmd('terminal ' .. command)
  child.lua('_G.terminal = vim.api.nvim_get_current_buf()')
  t.wait('prompt', TEXT .. [[:find('prompt>', 1, true)]])
  child.cmd('Caro generate x')
  if refusal then
    t.wait_told(refusal)
    eq(child.lua_get(TEXT):find('touch', 1, true), nil)
  else
    t.wait('put', TEXT .. [[:find('prompt> touch made%-by%-caro')]])
    eq(was_made(), false)
  end
end

T["the words of a shell's call say whether it reads the terminal"] = function()
  t.start()
  for words, wanted in pairs({
    ['bash'] = true,
    ['-zsh'] = true,
    ['bash --norc --noprofile -i'] = true,
    ['bash --rcfile x.sh -i'] = true,
    ['bash -o vi'] = true,
    ['zsh +o x'] = true,
    ['bash -c ls'] = false,
    ['bash -lic ls'] = false,
    ['sh x.sh'] = false,
    ['bash -x x.sh'] = false,
    ['bash --rcfile'] = true,
  }) do
    local got = child.lua_get([[require('caro.terminal').reads_keys(...)]], { vim.split(words, ' ') })
    eq({ words, got }, { words, wanted })
  end
end

T['a job in the background is no reason to refuse'] = function()
  terminal(SHELLS[1][1])
  child.lua([[vim.api.nvim_chan_send(vim.bo.channel, 'sleep 60 &\r')]])
  t.wait('sleep runs', '#vim.api.nvim_get_proc_children(vim.b.terminal_job_pid) == 1')
  child.cmd('Caro generate x')
  t.wait('put', TEXT .. [[:find('prompt> touch made%-by%-caro')]])
end

T['what a shell computes in itself is left alone'] = function()
  terminal(SHELLS[1][1])
  child.lua([[vim.api.nvim_chan_send(vim.bo.channel, 'while :; do :; done\r')]])
  t.wait('busy', [[require('caro.terminal').process(vim.b.terminal_job_pid).is_running]])
  child.cmd('Caro generate x')
  t.wait_told('busy')
end

T['a terminal whose shell has ended'] = function()
  terminal(SHELLS[1][1])
  child.lua([[vim.api.nvim_chan_send(vim.bo.channel, 'exit\r')]])
  t.wait('ended', [[require('caro.terminal').process(vim.b[_G.terminal].terminal_job_pid) == nil]])
  child.lua([[_G.problem = require('caro.terminal').put(_G.terminal, { command = 'ls', terminal = 'line' })]])
  t.has(child.lua_get('_G.problem'), 'any more')
end

T['a danger is put only after a yes'] = function()
  local finding = { code = 'CARO0101', level = 'danger', message = 'deletes everything' }
  terminal(SHELLS[1][1], { command = 'rm -rf /nonexistent', risk = 'danger', findings = { finding } })
  child.cmd('Caro generate x')
  t.wait('question', '_G.question ~= nil')
  t.has(child.lua_get('_G.question'), 'deletes everything')
  eq(child.lua_get(TEXT):find('rm', 1, true), nil)
  child.lua('_G.yes = 1')
  child.cmd('Caro generate x')
  t.wait('put', TEXT .. [[:find('prompt> rm %-rf')]])
end

T['without any script open the server is started, and a real answer put'] = function()
  t.start()
  t.pick(1)
  child.cmd('terminal ' .. SHELLS[1][1])
  child.lua('_G.terminal = vim.api.nvim_get_current_buf()')
  t.wait('prompt', TEXT .. [[:find('prompt>', 1, true)]])
  child.cmd('Caro generate find empty files')
  t.wait('put', TEXT .. [[:find('prompt> find . -type f -empty', 1, true)]])
end

T['ps says what /proc says'] = function()
  t.start()
  child.cmd('terminal bash --norc --noprofile -i')
  t.wait('bash', [[(require('caro.terminal').process(vim.b.terminal_job_pid) or {}).name == 'bash']])
  local same = [[(function()
    local terminal = require('caro.terminal')
    local a = terminal.process(vim.b.terminal_job_pid)
    local stat = vim.uv.fs_stat
    vim.uv.fs_stat = function(path) return path ~= '/proc/self/stat' and stat(path) or nil end
    local b = terminal.process(vim.b.terminal_job_pid)
    vim.uv.fs_stat = stat
    return { a.name, a.group, a.foreground, b.name, b.group, b.foreground }
  end)()]]
  t.wait('a prompt', ('(function() local it = %s return it[2] == it[3] end)()'):format(same))
  local it = child.lua_get(same)
  eq({ it[1], it[2], it[3] }, { it[4], it[5], it[6] })
end

return T
