-- `:Caro history` and its like, with the real server and a history of their own.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

local function start()
  -- The server begins to remember once it knows the settings.
  local before = [[vim.env.CARO_NO_HISTORY, vim.env.CARO_HISTORY = '', vim.fn.tempname()]]
  t.start({ before = before })
  t.open({ '#!/bin/bash', '' })
  child.lua([[
    _G.state = function()
      local client = vim.lsp.get_clients({ name = 'caro' })[1]
      if client then
        require('caro.server').execute(client, 'caro.status', vim.empty_dict(), function(status)
          _G.history = status.history
        end)
      end
      return _G.history
    end
  ]])
  t.wait('the history begins', [[_G.state() == 'on']])
end

local function generate(wish)
  t.pick(1)
  child.cmd('Caro generate ' .. wish)
end

T['what was asked is listed, and used again'] = function()
  start()
  child.api.nvim_win_set_cursor(0, { 2, 0 })
  generate('find empty files')
  t.wait('written', [[vim.api.nvim_buf_get_lines(0, 1, 2, false)[1] ~= '']])
  child.cmd('normal! Go')
  t.pick(1)
  child.cmd('Caro history')
  t.wait('written again', [[vim.api.nvim_buf_get_lines(0, 2, 3, false)[1] ~= '']])
  t.lines_are({ '#!/bin/bash', 'find . -type f -empty', 'find . -type f -empty' })
  child.cmd('Caro history no such words')
  t.wait_told('has these words')
end

T['what an answer becomes in the script is seen, and told'] = function()
  start()
  child.api.nvim_win_set_cursor(0, { 2, 0 })
  generate('show disk usage of src')
  t.wait('written', [[vim.api.nvim_buf_get_lines(0, 1, 2, false)[1] ~= '']])
  child.api.nvim_buf_set_lines(0, 1, 2, false, { 'du -sh --apparent-size src' })
  child.cmd('silent write')
  child.cmd('Caro learned')
  local page = t.wait_page('learned')
  t.has(page, 'du: %-%-apparent%-size')
  t.has(page, '1 changed')
end

T['an entry is forgotten'] = function()
  start()
  child.api.nvim_win_set_cursor(0, { 2, 0 })
  generate('find empty files')
  t.wait('written', [[vim.api.nvim_buf_get_lines(0, 1, 2, false)[1] ~= '']])
  t.pick(1)
  child.cmd('Caro forget entry')
  t.wait_told('1 forgotten')
  child.cmd('Caro history')
  t.wait_told('is remembered')
end

T['of a private session nothing is remembered'] = function()
  start()
  child.cmd('Caro private')
  t.wait_told('Nothing of this session')
  child.api.nvim_win_set_cursor(0, { 2, 0 })
  generate('find empty files')
  t.wait('written', [[vim.api.nvim_buf_get_lines(0, 1, 2, false)[1] ~= '']])
  child.cmd('Caro private')
  t.wait_told('What you ask is remembered')
  child.cmd('Caro learned')
  t.has(t.wait_page('learned'), 'nothing was asked yet')
  eq(child.fn.getcompletion('Caro forget h', 'cmdline'), { 'habit', 'habits', 'history' })
end

return T
