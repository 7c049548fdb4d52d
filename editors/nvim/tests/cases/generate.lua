-- `:Caro generate` into a script: the wish, the picker, and what is written where.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

--- An answer as the server gives it.
local function answer(fields)
  return vim.tbl_extend('force', {
    prompt = 'x',
    id = 1,
    command = 'ls',
    summary = 'Lists.',
    risk = 'none',
    confidence = 0.9,
    source = 'embedded',
    sources = { 'embedded' },
    findings = {},
    explanation = {},
    assumed = {},
    alternatives = {},
    terminal = 'line',
  }, fields)
end

local function with(fields, more)
  t.start({ rules = vim.tbl_extend('force', { ['caro/generate'] = { result = answer(fields) } }, more or {}) })
end

T['the words of the command line, written below the cursor, indented'] = function()
  t.start()
  t.open({ '#!/bin/bash', 'if x; then', '  # here', 'fi' })
  t.pick(1)
  child.api.nvim_win_set_cursor(0, { 3, 0 })
  child.cmd('Caro generate find empty files')
  t.wait('written', 'vim.api.nvim_buf_line_count(0) == 5')
  t.lines_are({ '#!/bin/bash', 'if x; then', '  # here', '  find . -type f -empty', 'fi' })
  eq(child.api.nvim_win_get_cursor(0)[1], 4)
  local event = t.events('CaroInserted')[1].data
  eq({ event.command, event.where }, { 'find . -type f -empty', 'buffer' })
  child.cmd('undo')
  eq(child.api.nvim_buf_line_count(0), 4)
end

T['an empty line is filled'] = function()
  t.start()
  t.open({ '#!/bin/bash', '', 'ls' })
  t.pick(1)
  child.api.nvim_win_set_cursor(0, { 2, 0 })
  child.cmd('Caro generate find empty files')
  t.wait('written', [[vim.api.nvim_buf_get_lines(0, 1, 2, false)[1] ~= '']])
  t.lines_are({ '#!/bin/bash', 'find . -type f -empty', 'ls' })
end

T['lines of comments are the wish'] = function()
  t.start()
  t.open({ '#!/bin/bash', '# find all log files in /var/log', '# older than 30 days', 'ls' })
  t.pick(1)
  child.cmd('2,3Caro generate')
  t.wait('written', 'vim.api.nvim_buf_line_count(0) == 5')
  t.has(child.api.nvim_buf_get_lines(0, 3, 4, false)[1], '^find /var/log .*%+30')
end

T['without words the user is asked; no words, no command'] = function()
  t.start()
  t.open({ '#!/bin/bash', '' })
  t.pick(1)
  child.lua([[vim.ui.input = function(options, done) _G.asked = options.prompt done(_G.words) end]])
  child.cmd('Caro generate')
  eq(child.lua_get('_G.asked ~= nil'), true)
  eq(child.api.nvim_buf_line_count(0), 2)
  child.lua([[_G.words = 'find empty files']])
  child.type_keys('G', ':Caro generate<CR>')
  t.wait('written', [[vim.api.nvim_get_current_line() == 'find . -type f -empty']])
end

T['what the script sets before is known'] = function()
  t.start()
  t.open({ '#!/bin/bash', 'LOG_DIR=/var/log/app', '' })
  t.pick(1)
  child.type_keys('G')
  child.cmd('Caro generate find log files older than 7 days in the log dir')
  t.wait('written', [[vim.api.nvim_get_current_line():find('"$LOG_DIR"', 1, true) ~= nil]])
end

T['the list shows command, risk and meaning, then ways to say more'] = function()
  local second = answer({ id = 2, command = 'ls\nrm x', risk = 'caution', summary = 'Deletes x.' })
  with({
    alternatives = { second },
    question = {
      text = 'Sub-folders too?',
      choices = { { label = 'yes', id = 2 }, { label = 'no', words = 'not there' } },
    },
  })
  t.open({ '#!/bin/bash', '' })
  t.pick(99)
  child.cmd('Caro generate x')
  t.wait('labels', '_G.labels ~= nil')
  eq(child.lua_get('_G.labels'), {
    'ls  # Lists.',
    '[caution] ls ⏎ rm x  # Deletes x.',
    'Sub-folders too? yes',
    'Sub-folders too? no',
    'Say more …',
  })
  t.lines_are({ '#!/bin/bash', '' })
end

T['a choice of the question is an answer, or words to refine with'] = function()
  local second = answer({ id = 2, command = 'ls -R' })
  with({
    alternatives = { second },
    question = {
      text = 'Sub-folders too?',
      choices = { { label = 'yes', id = 2 }, { label = 'no', words = 'not there' } },
    },
  })
  t.open({ '#!/bin/bash', '' })
  t.pick(3)
  child.type_keys('G')
  child.cmd('Caro generate x')
  t.wait('written', [[vim.api.nvim_get_current_line() == 'ls -R']])
  t.pick(4)
  child.cmd('Caro generate x')
  vim.wait(15000, function()
    return #t.sent('caro/generate') >= 3
  end, 10)
  eq(t.sent('caro/generate')[3].params.refine, { id = 1, words = 'not there' })
end

T['saying more refines the answer, by the real server'] = function()
  t.start()
  t.open({ '#!/bin/bash', '' })
  child.type_keys('G')
  child.lua([[
    local first = true
    vim.ui.select = function(list, options, done)
      if first then
        first = false
        return done(list[#list])
      end
      done(list[1])
    end
    vim.ui.input = function(_, done) done('over 1 MB') end
  ]])
  child.cmd('Caro generate find python files')
  t.wait('written', [[vim.api.nvim_get_current_line():find('+1M', 1, true) ~= nil]])
  t.has(t.line(), "'%*%.py'")
end

T['a danger is written only after a yes, and the question says what is lost'] = function()
  with({
    command = 'rm -rf /',
    risk = 'danger',
    findings = { { code = 'CARO0101', level = 'danger', message = 'deletes everything' } },
  })
  t.open({ '#!/bin/bash', '' })
  t.pick(1)
  child.type_keys('G')
  child.cmd('Caro generate x')
  t.wait('question', '_G.question ~= nil')
  t.has(child.lua_get('_G.question'), 'rm %-rf /.*deletes everything')
  t.lines_are({ '#!/bin/bash', '' })
  child.lua('_G.yes = 1')
  child.cmd('Caro generate x')
  t.wait('written', [[vim.api.nvim_get_current_line() == 'rm -rf /']])
end

T['several lines are indented, but not those of a here-document'] = function()
  with({ command = 'for f in *; do\n  ls\ndone' })
  t.open({ 'if x; then', '  # y', 'fi' })
  t.pick(1)
  child.api.nvim_win_set_cursor(0, { 2, 0 })
  child.cmd('Caro generate x')
  t.wait('written', 'vim.api.nvim_buf_line_count(0) == 6')
  t.lines_are({ 'if x; then', '  # y', '  for f in *; do', '    ls', '  done', 'fi' })
  t.stop()
  with({ command = 'cat <<EOF\nx\nEOF' })
  t.open({ '  # y' })
  t.pick(1)
  child.cmd('Caro generate x')
  t.wait('written', 'vim.api.nvim_buf_line_count(0) == 4')
  t.lines_are({ '  # y', 'cat <<EOF', 'x', 'EOF' })
end

T['lines that come above while one chooses move the place along'] = function()
  with({ command = 'ls -R' }, { ['caro/generate'] = { result = answer({ command = 'ls -R' }), delay = 0.3 } })
  t.open({ '#!/bin/bash', '# here', '# there' })
  t.pick(1)
  child.api.nvim_win_set_cursor(0, { 2, 0 })
  child.cmd('Caro generate x')
  child.api.nvim_buf_set_lines(0, 0, 0, false, { '# 1', '# 2' })
  t.wait('written', 'vim.api.nvim_buf_line_count(0) == 6')
  eq(child.api.nvim_buf_get_lines(0, 3, 5, false), { '# here', 'ls -R' })
end

T['the buffer is gone when the answer comes: it is shown in a window'] = function()
  with({}, { ['caro/generate'] = { result = answer({ command = 'ls -R' }), delay = 0.3 } })
  t.open({ '#!/bin/bash' })
  t.pick(1)
  child.cmd('Caro generate x')
  child.cmd('enew | bwipeout! #')
  t.has(t.wait_page('answer'), 'ls %-R')
  t.wait_told('not inserted')
end

T['the window is closed while the answer is on its way'] = function()
  with({}, { ['caro/generate'] = { result = answer({ command = 'ls -R' }), delay = 0.3 } })
  t.open({ '#!/bin/bash', '' })
  t.pick(1)
  child.type_keys('G')
  child.cmd('new')
  child.cmd('wincmd p')
  child.cmd('Caro generate x')
  child.cmd('close')
  t.wait('written', [[vim.api.nvim_buf_get_lines(vim.fn.bufnr('x.sh'), 1, 2, false)[1] == 'ls -R']])
end

T['a buffer that cannot be changed stays as it is'] = function()
  with({ command = 'ls -R' })
  t.open({ '#!/bin/bash', '' })
  child.bo.modifiable = false
  t.pick(1)
  child.cmd('Caro generate x')
  t.has(t.wait_page('answer'), 'ls %-R')
  eq(#child.api.nvim_buf_get_lines(child.fn.bufnr('x.sh'), 0, -1, false), 2)
end

T['no answer, and a failure, are one message each'] = function()
  t.start()
  t.open({ '#!/bin/bash' })
  t.pick(1)
  child.cmd('Caro generate qwzx blorb')
  t.wait_told('no command is known for that')
  t.lines_are({ '#!/bin/bash' })
end

T['into a file that is no script'] = function()
  t.start()
  child.cmd('edit ' .. t.dir .. '/notes.md')
  t.pick(1)
  child.cmd('Caro generate find empty files')
  t.wait('written', [[vim.api.nvim_get_current_line() == 'find . -type f -empty']])
end

T['a newer wish takes the older one back'] = function()
  -- Long enough for both to be asked on a busy machine before one is answered.
  with({}, { ['caro/generate'] = { delay = 2 } })
  t.open({ '#!/bin/bash', '' })
  t.pick(1)
  child.type_keys('G')
  child.cmd('Caro generate show disk usage')
  child.cmd('Caro generate find empty files')
  t.wait('written', [[vim.api.nvim_get_current_line() == 'find . -type f -empty']])
  t.stays('one', 'vim.api.nvim_buf_line_count(0) == 2', 600)
end

local FLOAT = [[(function()
  for _, win in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(win).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(win), 0, -1, false), '\n')
    end
  end
  return false
end)()]]

T['our own picker floats, explains what the cursor is on, and takes it'] = function()
  t.start()
  t.open({ '#!/bin/bash', '' })
  child.type_keys('G', ':Caro generate show the ten largest files in /var/log<CR>')
  t.wait('float', FLOAT)
  local first = child.lua_get(FLOAT)
  t.has(first, '^1%. find')
  t.has(first, '\n2%. find')
  t.has(first, 'Say more')
  child.type_keys('j')
  t.wait('other details', ('%s ~= %q'):format(FLOAT, first))
  child.type_keys('<CR>')
  t.wait('written', [[vim.api.nvim_get_current_line():find('find', 1, true) == 1]])
  eq(child.lua_get(FLOAT), false)
end

T['our own picker: a digit takes, q and leaving take nothing'] = function()
  t.start()
  t.open({ '#!/bin/bash', '' })
  local function open()
    child.type_keys('G', ':Caro generate find empty files<CR>')
    t.wait('float', FLOAT)
  end
  open()
  child.type_keys('q')
  t.wait('closed', 'not ' .. FLOAT)
  open()
  child.cmd('wincmd p')
  t.wait('closed', 'not ' .. FLOAT)
  t.lines_are({ '#!/bin/bash', '' })
  open()
  child.type_keys('1')
  t.wait('written', [[vim.api.nvim_get_current_line() == 'find . -type f -empty']])
end

return T
