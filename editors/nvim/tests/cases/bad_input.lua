-- What goes wrong with the program, and odd buffers: one clear message each, and nothing lost.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

local UNPACK = 'tar -xzf release.tar.gz -C tmp'
local SCRIPT = { '#!/bin/bash', '# unpack release.tar.gz into tmp', '' }

--- A program that is none of ours.
local function program(text)
  local path = vim.fn.tempname() .. '-caro'
  vim.fn.writefile(text, path)
  vim.uv.fs_chmod(path, 493)
  return path
end

--- Opens shell files without waiting for a server.
local function edit(count)
  for at = 1, count or 1 do
    local path = ('%s/%d.sh'):format(t.dir, at)
    vim.fn.writefile(SCRIPT, path)
    child.cmd('edit ' .. path)
  end
end

local function told(pattern)
  return #vim.tbl_filter(function(text)
    return text:find(pattern) ~= nil
  end, t.told())
end

T['no program: one message, however many files are opened'] = function()
  t.start({ program = '/nowhere/caro-lsp' })
  edit(5)
  t.wait_told('/nowhere/caro%-lsp does not exist')
  t.stays('one', '#_G.told == 1')
  child.type_keys('G', 'A', 'x', '<Tab>', '<Esc>')
  eq(t.line(), 'x\t')
  child.cmd('Caro restart')
  t.wait('told again, since the user asked', '#_G.told == 2')
end

T['nowhere in PATH'] = function()
  t.start({ caro = '{}', before = [[vim.env.PATH, vim.env.CARGO_HOME = '/usr/bin', '/nowhere']] })
  edit()
  t.wait_told('caro%-lsp was not found in PATH')
end

T['a file that is no program'] = function()
  local path = program({ 'x' })
  vim.uv.fs_chmod(path, 420)
  t.start({ program = path })
  edit()
  t.wait_told('is no program')
end

T['a program for another machine'] = function()
  t.start({ program = program({ '\127ELF\2\1\1' .. ('\n'):rep(9) .. '\2' .. ('x'):rep(200) }) })
  edit(3)
  -- Neovim before 0.12 lets a shell try what the system cannot start; that ends at once.
  t.wait('told', '#_G.told > 0')
  t.has(t.told()[1], child.fn.has('nvim-0.12') == 1 and 'could not be started' or 'exit status 127')
  t.stays('one', '#_G.told == 1')
end

T['a program that writes what is no LSP'] = function()
  t.start({ program = program({ '#!/bin/sh', [[printf 'garbage\r\n\r\n']], 'exec sleep 60' }) })
  edit(2)
  -- Neovim before 0.12 shows an error of its own instead of telling us.
  local is_told = child.fn.has('nvim-0.12') == 1
  t.wait_told(is_told and 'writes what is no LSP' or 'has not answered')
  t.stays('one', '#_G.told == 1', 600)
  eq(is_told and child.cmd_capture('messages'):find('garbage'), is_told and nil)
end

T['a program that never answers'] = function()
  t.start({ program = program({ '#!/bin/sh', 'exec sleep 60' }) })
  edit(2)
  t.wait('told', '#_G.told > 0', 8000)
  t.has(t.told()[1], 'has not answered for 5 seconds')
  t.stays('one', '#_G.told == 1', 300)
end

T['a program that ends at once is started again, later each time'] = function()
  local count = vim.fn.tempname()
  t.start({ program = program({ '#!/bin/sh', 'echo x >> ' .. count, 'exit 3' }) })
  edit(2)
  t.wait_told('exit status 3.* is started again')
  local again = vim.wait(15000, function()
    return #vim.fn.readfile(count) >= 2
  end, 20)
  eq(again, true)
  t.stays('one message', '#_G.told == 1', 300)
end

T['a crash: the server comes back with the open files, and their text'] = function()
  t.start({ rules = { ['caro.pause'] = { die = 101 } } })
  t.open(SCRIPT)
  child.api.nvim_buf_set_lines(0, 2, 2, false, { 'rm -rf /' })
  child.cmd('Caro pause')
  t.wait_told('the server ended %(exit status 101%)')
  t.wait('back', t.ATTACHED)
  t.wait('diagnostic', '#vim.diagnostic.get(0) == 1')
  eq(told('quit with exit'), 0)
  child.type_keys('2G', 'o', '<C-u>')
  t.wait_ghost(UNPACK)
end

T['it is left alone after four crashes'] = function()
  t.start({ rules = { ['caro.pause'] = { die = 101 } } })
  -- The pauses are shortened, and our patience with a start is not.
  child.lua([[
    local defer = vim.defer_fn
    vim.defer_fn = function(run, time)
      return defer(run, time ~= 5000 and math.min(time, 300) or time)
    end
  ]])
  t.open(SCRIPT)
  for _ = 1, 4 do
    t.wait('attached', t.ATTACHED)
    child.cmd('Caro pause')
    t.wait('gone', 'not ' .. t.ATTACHED)
  end
  t.wait_told('the server ended 4 times')
  t.stays('gone', 'not ' .. t.ATTACHED, 600)
  child.cmd('Caro restart')
  t.wait('back, since the user asked', t.ATTACHED)
end

T['a server that hangs at its end does not hold Neovim'] = function()
  t.start({ rules = { shutdown = { ignore = true } } })
  t.open(SCRIPT)
  local before = vim.uv.now()
  child.cmd('Caro restart')
  eq(vim.uv.now() - before < 4000, true)
  t.wait('back', t.ATTACHED)
  before = vim.uv.now()
  local pid = child.fn.getpid()
  child.lua_notify([[vim.cmd('qall!')]])
  local ended = vim.wait(3000, function()
    return vim.uv.kill(pid, 0) ~= 0
  end, 20)
  eq(ended, true)
  eq(vim.uv.now() - before < 2500, true)
end

T['a hundred scripts at once'] = function()
  t.start()
  edit(100)
  t.wait('attached', t.ATTACHED)
  child.lua([[
    _G.read = 0
    local client = vim.lsp.get_clients({ name = 'caro' })[1]
    require('caro.server').request(client, 'caro/status', vim.empty_dict(), function(_, answer)
      _G.read = answer.openDocuments
    end)
  ]])
  t.wait('all of them', '_G.read == 100')
  eq(child.lua_get([[#vim.lsp.get_clients({ name = 'caro' })]]), 1)
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
end

T['a line of a megabyte'] = function()
  t.start()
  t.open({ '#!/bin/bash', 'x=' .. ('a'):rep(1024 * 1024), '# unpack release.tar.gz into tmp', '' })
  child.o.syntax = ''
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
  child.type_keys('<Up>', '<Up>', '<End>', 'b', '<Esc>')
  eq(#child.api.nvim_buf_get_lines(0, 1, 2, false)[1], 1024 * 1024 + 3)
end

T['a script of five megabytes'] = function()
  t.start()
  local lines = { '#!/bin/bash' }
  for at = 1, 150000 do
    lines[at + 1] = 'echo "line ' .. at .. ' of a long script"'
  end
  t.open(lines)
  child.type_keys('gg', 'o', 'ls', '<Esc>')
  eq(child.api.nvim_buf_get_lines(0, 1, 2, false)[1], 'ls')
  child.cmd('Caro status')
  t.wait('answer', '#_G.told > 0', 60000)
end

T[":e! takes the file's text, and the server knows"] = function()
  t.start()
  t.open({ '#!/bin/bash', 'ls' })
  child.api.nvim_buf_set_lines(0, 1, 2, false, { 'rm -rf /' })
  t.wait('diagnostic', '#vim.diagnostic.get(0) == 1')
  child.cmd('edit!')
  t.wait('none', '#vim.diagnostic.get(0) == 0')
  child.type_keys('G', 'o', '# unpack release.tar.gz into tmp', '<Esc>', 'o', '<C-u>')
  t.wait_ghost(UNPACK)
end

T['a file that is changed outside'] = function()
  t.start()
  local path = t.open({ '#!/bin/bash', 'ls' })
  child.o.autoread = true
  vim.fn.writefile({ '#!/bin/bash', 'pwd', 'rm -rf /' }, path)
  vim.uv.fs_utime(path, os.time() + 5, os.time() + 5)
  child.cmd('checktime')
  t.wait('diagnostic', '#vim.diagnostic.get(0) == 1')
  t.lines_are({ '#!/bin/bash', 'pwd', 'rm -rf /' })
end

T['a buffer without a name, and then with one'] = function()
  t.start()
  child.cmd('enew | setfiletype sh')
  t.wait('attached', t.ATTACHED)
  child.api.nvim_buf_set_lines(0, 0, -1, false, SCRIPT)
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
  child.type_keys('<Tab>', '<Esc>')
  child.cmd('write ' .. t.dir .. '/named.sh')
  child.type_keys('o', '# unpack release.tar.gz into tmp', '<Esc>', 'o', '<C-u>')
  t.wait_ghost(UNPACK)
end

T[':saveas under another name, and another file type'] = function()
  t.start()
  t.open(SCRIPT)
  child.cmd('saveas ' .. t.dir .. '/other.sh')
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
  child.type_keys('<Esc>')
  child.bo.filetype = 'lua'
  child.type_keys('A', 'x')
  if child.fn.has('nvim-0.12') == 1 then
    t.wait_no_ghost()
    t.wait('detached', [[#vim.lsp.get_clients({ bufnr = 0, name = 'caro' }) == 0]])
  end
end

T['the window is closed while ghost text is on its way'] = function()
  t.start({ rules = { ['textDocument/inlineCompletion'] = { delay = 0.3 } } })
  t.open(SCRIPT)
  child.cmd('split | enew | wincmd p')
  child.cmd('wincmd j')
  child.cmd('buffer x.sh')
  child.type_keys('G', 'A')
  t.wait_sent('textDocument/inlineCompletion')
  child.v.errmsg = ''
  child.cmd('bwipeout! x.sh')
  t.stays('no error', 'true', 600)
  eq({ child.v.errmsg, t.told() }, { '', {} })
end

T[':q while an answer is on its way'] = function()
  t.start({ rules = { ['caro/generate'] = { delay = 2 } } })
  t.open(SCRIPT)
  local pid = child.fn.getpid()
  child.cmd('Caro generate x')
  t.wait_sent('caro/generate')
  child.lua_notify([[vim.cmd('qall!')]])
  local ended = vim.wait(1500, function()
    return vim.uv.kill(pid, 0) ~= 0
  end, 10)
  eq(ended, true)
end

T['a wrong vim.g.caro is told by checkhealth, and the server starts'] = function()
  local folder = vim.fs.dirname(vim.env.CARO_LSP)
  t.start({ caro = '42', before = ('vim.env.PATH = %q .. ":" .. vim.env.PATH'):format(folder) })
  t.open(SCRIPT)
  child.cmd('checkhealth caro')
  local text = table.concat(child.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  t.has(text, 'vim%.g%.caro is a number')
end

T['a path with blanks and umlauts'] = function()
  t.start()
  vim.fn.mkdir(t.dir .. '/mein größter ordner', 'p')
  t.open(SCRIPT, 'mein größter ordner/a b.sh')
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
  child.type_keys('<Tab>')
  eq(t.line(), UNPACK)
end

return T
