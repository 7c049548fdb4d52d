-- Ghost text among everything else that Neovim does with text: undo, repeat, macros, folds, windows, odd characters.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

local UNPACK = 'tar -xzf release.tar.gz -C tmp'
local SCRIPT = { '#!/bin/bash', '# unpack release.tar.gz into tmp', '' }

local function wish(lines, options)
  t.start(options)
  t.open(lines or SCRIPT)
  child.type_keys('G', 'A')
end

T['taking it is one step to undo'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('tar', '<Tab>', ' # x', '<Esc>')
  eq(t.line(), UNPACK .. ' # x')
  child.type_keys('u')
  eq(t.line(), UNPACK)
  child.type_keys('u')
  eq(t.line(), 'tar')
  child.type_keys('u')
  eq(t.line(), '')
  child.type_keys('<C-r>', '<C-r>')
  eq(t.line(), UNPACK)
end

T['taking several lines is one step to undo'] = function()
  wish({ 'set -e', 'if x; then', '  # unpack a.tar.gz into tmp and then delete the archive' })
  t.wait_ghost('\n  tar -xzf a.tar.gz -C tmp\n  rm a.tar.gz')
  child.type_keys('<Tab>', '<Esc>')
  eq(child.api.nvim_buf_line_count(0), 5)
  child.type_keys('u')
  t.lines_are({ 'set -e', 'if x; then', '  # unpack a.tar.gz into tmp and then delete the archive' })
end

T['the dot repeats what was typed and what was taken'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('t', '<Tab>', ' -v', '<Esc>')
  eq(t.line(), UNPACK .. ' -v')
  child.type_keys('o<Esc>', '.')
  child.cmd("$put =''")
  child.type_keys('G', 'A', 't')
  child.type_keys('<Esc>')
  child.cmd('%delete')
  child.api.nvim_buf_set_lines(0, 0, -1, false, SCRIPT)
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
  child.type_keys('<Tab>', '<Esc>', 'o', '<Esc>', 'k')
  child.type_keys('G', 'i', 'x')
  child.type_keys('<Esc>')
  eq(t.line(), 'x')
end

T['the dot, right behind'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('t', '<Tab>', ' -v', '<Esc>')
  child.api.nvim_buf_set_lines(0, -1, -1, false, { '' })
  child.type_keys('G', '.')
  eq(t.line(), UNPACK .. ' -v')
end

T['while a macro is recorded there is none, and it replays as typed'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('<Esc>', 'qa', 'A')
  t.stays('none while recording', 'not ' .. t.GHOST)
  child.type_keys('ls', '<Esc>', 'q', 'o<Esc>', '@a')
  eq(child.api.nvim_buf_get_lines(0, 2, -1, false), { 'ls', 'ls' })
  child.type_keys('S')
  eq(child.fn.reg_recording(), '')
end

T['a recording that begins while it is shown takes it away'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('<C-o>', 'qa')
  t.stays('none', 'not ' .. t.GHOST)
  child.type_keys('<Esc>', 'q')
end

T[':normal leaves nothing behind'] = function()
  t.start()
  t.open(SCRIPT)
  child.cmd('normal! GAtar')
  eq(t.line(), 'tar')
  t.stays('none', 'not ' .. t.GHOST)
  child.cmd([[execute "normal GS\<Tab>x"]])
  eq(t.line(), '\tx')
end

T['characters of several bytes and of two UTF-16 units'] = function()
  wish({ '#!/bin/bash', 'echo "🚀🚀 deploy"', '# count words in 🚀é🚀.txt', '' })
  t.wait_ghost("wc -w < '🚀é🚀.txt'")
  child.type_keys("wc -w <lt> '🚀é")
  t.wait_ghost("🚀.txt'")
  child.type_keys('🚀')
  t.wait_ghost(".txt'")
  child.type_keys('<Tab>')
  eq(t.line(), "wc -w < '🚀é🚀.txt'")
end

T['a file with CRLF gets no carriage returns'] = function()
  t.start()
  local path = t.dir .. '/dos.sh'
  local text = 'set -e\r\nif x; then\r\n  # unpack a.tar.gz into tmp and then delete the archive\r\nfi\r\n'
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
  child.cmd('edit ' .. path)
  t.wait('attached', t.ATTACHED)
  eq(child.bo.fileformat, 'dos')
  child.api.nvim_win_set_cursor(0, { 3, 0 })
  child.type_keys('A')
  t.wait_ghost('\n  tar -xzf a.tar.gz -C tmp\n  rm a.tar.gz')
  child.type_keys('<Tab>', '<Esc>')
  child.cmd('write')
  eq(table.concat(vim.fn.readfile(path, 'b'), '\n'):gsub('\r\n', ''):find('\r\r'), nil)
  eq(child.api.nvim_buf_get_lines(0, 3, 5, false), { '  tar -xzf a.tar.gz -C tmp', '  rm a.tar.gz' })
end

T['tabs are as wide as in the buffer'] = function()
  t.start()
  t.open({ 'set -e', 'if x; then', '\t# unpack a.tar.gz into tmp and then delete the archive', 'fi' })
  child.bo.tabstop = 4
  child.api.nvim_win_set_cursor(0, { 3, 0 })
  child.type_keys('A')
  t.wait_ghost('\n    tar -xzf a.tar.gz -C tmp\n    rm a.tar.gz')
  child.type_keys('<Tab>')
  eq(child.api.nvim_buf_get_lines(0, 3, 5, false), { '\ttar -xzf a.tar.gz -C tmp', '\trm a.tar.gz' })
end

T['with indenting, format options and a text width nothing is added'] = function()
  t.start()
  t.open({ 'set -e', 'if x; then', '  # unpack a.tar.gz into tmp and then delete the archive', 'fi' })
  child.bo.autoindent, child.bo.smartindent, child.bo.textwidth = true, true, 20
  child.bo.formatoptions = 'tcroql'
  child.api.nvim_win_set_cursor(0, { 3, 0 })
  child.type_keys('A')
  t.wait_ghost()
  child.type_keys('<Tab>')
  eq(child.api.nvim_buf_get_lines(0, 3, -1, false), { '  tar -xzf a.tar.gz -C tmp', '  rm a.tar.gz', 'fi' })
end

T['in a closed fold, which is open where one types'] = function()
  t.start()
  t.open({ '#!/bin/bash', 'f() {', '# unpack release.tar.gz into tmp', '', '}' })
  child.cmd('set foldmethod=manual foldopen=')
  child.cmd('2,5fold')
  child.api.nvim_win_set_cursor(0, { 4, 0 })
  child.type_keys('A')
  t.wait_ghost(UNPACK)
  child.type_keys('<Tab>', '<Esc>')
  eq(child.api.nvim_buf_get_lines(0, 2, -1, false), { '# unpack release.tar.gz into tmp', UNPACK, '}' })
  eq(t.ghost(), false)
end

T['two windows on one buffer: it goes where the cursor is'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.type_keys('<Esc>')
  child.cmd('split')
  child.type_keys('gg', 'G', 'A')
  t.wait_ghost(UNPACK)
  child.type_keys('<Tab>', '<Esc>')
  eq(t.line(), UNPACK)
  child.cmd('wincmd w')
  eq(t.ghost(), false)
  eq(child.api.nvim_buf_line_count(0), 3)
end

T['going to another window while typing takes it away'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.cmd('split | wincmd w')
  child.lua([[vim.api.nvim_set_current_win(vim.fn.win_getid(1))]])
  child.cmd('enew')
  eq(child.lua_get([[require('caro').visible()]]), false)
end

T['lines that come above move it along'] = function()
  wish()
  t.wait_ghost(UNPACK)
  child.api.nvim_buf_set_lines(0, 1, 1, false, { 'set -e' })
  child.type_keys('t')
  t.wait_ghost(UNPACK:sub(2))
  child.type_keys('<Tab>')
  eq(t.line(), UNPACK)
end

T['with lazyredraw'] = function()
  t.start()
  child.o.lazyredraw = true
  t.open(SCRIPT)
  child.type_keys('G', 'A')
  t.wait_ghost(UNPACK)
  child.type_keys('<Tab>')
  eq(t.line(), UNPACK)
end

T['an abbreviation and a mapping of letters change nothing'] = function()
  wish()
  child.cmd('iabbrev tar TAR')
  child.cmd('inoremap r R')
  t.wait_ghost(UNPACK)
  child.type_keys('<Tab>')
  eq(t.line(), UNPACK)
end

T['in Replace mode there is none'] = function()
  t.start()
  t.open(SCRIPT)
  child.type_keys('G', 'R', 't')
  t.stays('none', 'not ' .. t.GHOST)
end

return T
