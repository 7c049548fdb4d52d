-- What a person sees: a Neovim in tmux, keys that are pressed, and the screen as it is then.
local t = require('support')
local eq = t.eq

local T = MiniTest.new_set()
local count, dir = 0, nil

local function tmux(...)
  -- A server of its own for each case: the last one may be ending still.
  local socket = ('caro-nvim-%d-%d'):format(vim.fn.getpid(), count)
  local done = vim.system({ 'tmux', '-L', socket, '-f', '/dev/null', ... }, { text = true }):wait()
  return done.stdout or ''
end

local function screen(colours)
  return colours and tmux('capture-pane', '-p', '-e', '-t', 'n') or tmux('capture-pane', '-p', '-t', 'n')
end

local function see(text, time)
  local seen
  local found = vim.wait(time or 15000, function()
    seen = screen()
    return seen:find(text, 1, true) ~= nil
  end, 20)
  if not found then
    error(('not on the screen: %s\n%s'):format(text, seen), 2)
  end
  return seen
end

local function keys(...)
  tmux('send-keys', '-t', 'n', ...)
end

--- Starts this Neovim on a script.
local function start(lines, width, command)
  count = count + 1
  dir = vim.fn.tempname()
  vim.fn.mkdir(dir, 'p')
  vim.fn.writefile(lines, dir .. '/x.sh')
  local run = command
    or ('%s --clean -u %s/tests/init.lua x.sh'):format(vim.fn.shellescape(vim.v.progpath), _G.caro_root)
  local environment = ('CARO_LSP=%s TERM=tmux-256color'):format(vim.fn.shellescape(vim.env.CARO_LSP))
  tmux(
    'new-session',
    '-d',
    '-s',
    'n',
    '-x',
    tostring(width or 78),
    '-y',
    '20',
    ('cd %s && env %s %s'):format(dir, environment, run)
  )
end

T['on the screen'] = MiniTest.new_set({
  hooks = {
    pre_case = function()
      if vim.fn.executable('tmux') == 0 then
        error('tmux is missing')
      end
    end,
    post_case = function()
      tmux('kill-server')
    end,
  },
})
local S = T['on the screen']

local UNPACK = 'tar -xzf release.tar.gz -C tmp'

S['ghost text is grey below its comment, and black once it is taken'] = function()
  start({ '#!/bin/bash', '# unpack release.tar.gz into tmp' })
  see('# unpack')
  keys('G', 'o', 'C-u')
  see('\n' .. UNPACK)
  local line = vim.split(screen(true), '\n')[3]
  eq(
    line:find('\27[38;5;', 1, true) ~= nil or line:find('\27[9', 1, true) ~= nil or line:find('\27[2', 1, true) ~= nil,
    true
  )
  keys('Tab', 'Escape')
  keys(':w', 'Enter')
  see('written')
  eq(vim.fn.readfile(dir .. '/x.sh')[3], UNPACK)
end

S['a long one wraps in a narrow window'] = function()
  start({ '#!/bin/bash', '# show the ten largest files in /var/log' }, 40)
  see('ten largest')
  keys('G', 'o', 'C-u')
  local seen = see('head -n 10')
  local lines = vim.split(seen, '\n')
  eq(#vim.tbl_filter(function(line)
    return line:find('find /var/log', 1, true) ~= nil or line:find('head -n 10', 1, true) ~= nil
  end, lines), 2)
end

S['several lines push down what is below'] = function()
  start({ 'set -e', 'if x; then', '  # unpack a.tar.gz into tmp and then delete the archive', 'fi' })
  see('fi')
  keys('3G', 'A')
  local seen = see('  rm a.tar.gz')
  t.has(seen, 'archive *\n  tar %-xzf a%.tar%.gz %-C tmp *\n  rm a%.tar%.gz *\nfi')
end

S['the picker: commands, what they do, and one is taken by its digit'] = function()
  start({ '#!/bin/bash', '' })
  see('#!/bin/bash')
  keys('G', ':Caro generate find empty files', 'Enter')
  local seen = see('1. find . -type f -empty')
  t.has(seen, 'Say more')
  t.has(seen, '╭')
  keys('1')
  see('\nfind . -type f -empty')
end

S['the danger of a script is marked'] = function()
  start({ '#!/bin/bash', 'rm -rf /' })
  see('rm -rf /')
  see('E rm -rf /')
  keys('2G', ':Caro explain', 'Enter')
  see('caro://explain')
end

S['at the prompt of a terminal, not run'] = function()
  start({ '#!/bin/bash' })
  see('#!/bin/bash')
  keys([[:terminal env PS1='prompt> ' bash --norc --noprofile]], 'Enter')
  see('prompt>')
  keys(':Caro generate find empty files', 'Enter')
  see('1. find . -type f -empty')
  keys('1')
  see('prompt> find . -type f -empty')
  see('-- TERMINAL --')
  keys(' > made', 'Enter')
  local made = vim.wait(15000, function()
    return vim.fn.filereadable(dir .. '/made') == 1
  end, 20)
  eq(made, true)
end

S['a missing program is one line, and typing goes on'] = function()
  local nvim = vim.fn.shellescape(vim.v.progpath)
  local command = ([[CARO_TEST_PROGRAM=/nowhere/caro-lsp %s --clean -u %s/tests/init.lua x.sh]]):format(
    nvim,
    _G.caro_root
  )
  start({ '#!/bin/bash' }, 78, command)
  see('Caro: /nowhere/caro-lsp does not exist')
  keys('o', 'ls -l')
  see('\nls -l')
end

return T
