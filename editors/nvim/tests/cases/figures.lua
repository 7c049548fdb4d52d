-- What it costs: time to the screen, memory, and start-up.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

T['ghost text is on the screen within 50 ms of the answer'] = function()
  t.start()
  child.lua([[
    local ghost = vim.api.nvim_create_namespace('caro.ghost')
    _G.times = {}
    local server = require('caro.server')
    local request = server.request
    server.request = function(client, method, params, done, buf)
      return request(client, method, params, function(...)
        if method == 'textDocument/inlineCompletion' then
          _G.answered = vim.uv.hrtime()
        end
        return done(...)
      end, buf)
    end
    -- Called when a redraw has ended: the screen shows it now.
    vim.api.nvim_set_decoration_provider(vim.api.nvim_create_namespace('test'), {
      on_end = function()
        if _G.answered and #vim.api.nvim_buf_get_extmarks(0, ghost, 0, -1, {}) > 0 then
          table.insert(_G.times, (vim.uv.hrtime() - _G.answered) / 1e6)
          _G.answered = nil
        end
      end,
    })
  ]])
  t.open({ '#!/bin/bash', '# unpack release.tar.gz into tmp', '' })
  for _ = 1, 20 do
    child.type_keys('G', 'A')
    t.wait_ghost()
    child.type_keys('t')
    t.wait_ghost()
    child.type_keys('<Esc>', 'S<Esc>')
  end
  t.wait('times', '#_G.times >= 20')
  local times = child.lua_get('_G.times')
  table.sort(times)
  local middle, worst = times[math.ceil(#times / 2)], times[#times]
  MiniTest.add_note(('answer to screen: middle %.1f ms, worst %.1f ms (of %d)'):format(middle, worst, #times))
  eq(worst < 50, true)
end

T['the plugin takes less than 2 MB'] = function()
  t.start()
  -- Neovim's own client is loaded first, so that only ours is counted.
  child.lua([[
    require('vim.lsp.client')
    require('vim.lsp.util')
    collectgarbage() collectgarbage()
    _G.before = collectgarbage('count')
  ]])
  t.open({ '#!/bin/bash', '# unpack release.tar.gz into tmp', '' })
  for _ = 1, 10 do
    child.type_keys('G', 'A')
    t.wait_ghost()
    child.type_keys('<Tab>', '<Esc>', 'S<Esc>')
  end
  child.lua([[for _, name in ipairs({ 'command', 'generate', 'picker', 'model', 'explain', 'change', 'terminal' }) do
    require('caro.' .. name)
  end]])
  child.cmd('Caro explain ls -l')
  t.wait_page('explain')
  local used = child.lua_get([[(function()
    collectgarbage() collectgarbage()
    return collectgarbage('count') - _G.before
  end)()]])
  MiniTest.add_note(('memory: %.0f KiB'):format(used))
  eq(used < 2048, true)
end

T['it costs less than 1 ms at start-up, before the first script'] = function()
  local best = math.huge
  for _ = 1, 5 do
    local log = vim.fn.tempname()
    local call = { vim.v.progpath, '--headless', '--startuptime', log, '--clean', '-u' }
    vim.list_extend(call, { _G.caro_root .. '/tests/init.lua', '+qa' })
    vim.system(call):wait()
    local mine = 0
    for _, line in ipairs(vim.fn.readfile(log)) do
      if line:find('/plugin/caro.lua', 1, true) then
        mine = tonumber(line:match('%S+%s+%S+%s+(%S+):'))
      end
    end
    best = math.min(best, mine)
  end
  MiniTest.add_note(('start-up: %.2f ms'):format(best))
  eq(best > 0 and best < 1, true)
end

return T
