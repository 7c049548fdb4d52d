-- Several Neovims on one machine, downloads, and the plugin as a package: what reaches beyond one editor.
local t = require('support')
local child, eq = t.child, t.eq
local T = t.set()

local UNPACK = 'tar -xzf release.tar.gz -C tmp'
local SCRIPT = { '#!/bin/bash', '# unpack release.tar.gz into tmp', '' }

local function ends(pid, time)
  return vim.wait(time, function()
    return vim.uv.kill(pid, 0) ~= 0
  end, 10)
end

local function hosts()
  local done = vim.system({ vim.env.CARO_LSP, 'status', '--format', 'json' }, { text = true }):wait()
  return vim.json.decode(done.stdout).hosts
end

T['two Neovims share one model host, and one may end'] = function()
  local model = vim.uv.fs_realpath(_G.caro_root .. '/../../host/tests/models/nano.gguf')
  local caro = ('{ path = vim.env.CARO_LSP, model = { name = %q } }'):format(model)
  t.start({ caro = caro })
  t.open({ '#!/bin/bash', '' })
  local other = MiniTest.new_child_neovim()
  other.start({
    '--clean',
    '-u',
    _G.caro_root .. '/tests/init.lua',
    '--cmd',
    'lua vim.g.caro = ' .. caro,
    t.dir .. '/x.sh',
  })
  local function ask(nvim)
    nvim.lua([[
      _G.answered = nil
      require('caro.server').client(function(client)
        local wish = { prompt = 'frobnicate the seven gadgets twice' }
        require('caro.server').request(client, 'caro/generate', wish, function() _G.answered = true end)
      end)
    ]])
  end
  ask(child)
  t.wait('answered', '_G.answered', 30000)
  ask(other)
  local answered = vim.wait(30000, function()
    return other.lua_get('_G.answered == true')
  end, 20)
  eq(answered, true)
  local found = hosts()
  eq(#found, 1)
  eq(found[1].clients, 2)
  eq(found[1].answered >= 2, true)
  other.stop()
  ask(child)
  t.wait('still answered', '_G.answered', 30000)
  eq(#hosts(), 1)
  vim.uv.kill(found[1].pid, 'sigterm')
end

T[':qa during a download ends at once, and so does the server'] = function()
  -- A hub that takes the call and says nothing.
  local hub = assert(vim.uv.new_tcp())
  local calls = {}
  hub:bind('127.0.0.1', 0)
  hub:listen(16, function()
    local call = vim.uv.new_tcp()
    hub:accept(call)
    table.insert(calls, call)
  end)
  vim.env.HF_ENDPOINT = ('http://127.0.0.1:%d'):format(hub:getsockname().port)
  t.start()
  vim.env.HF_ENDPOINT = nil
  t.open({ '#!/bin/bash' })
  child.lua([[
    vim.fn.confirm = function() return 1 end
    vim.ui.select = function(list, _, done)
      for _, entry in ipairs(list) do
        if entry.model and not entry.model.is_installed then
          return done(entry)
        end
      end
    end
  ]])
  child.cmd('Caro model')
  t.wait('it runs', [[require('caro').status():find('Downloading') ~= nil]])
  local called = vim.wait(5000, function()
    return #calls > 0
  end, 10)
  eq(called, true)
  local pid = child.fn.getpid()
  local servers = vim.api.nvim_get_proc_children(pid)
  child.lua_notify([[vim.cmd('qall!')]])
  eq(ends(pid, 2000), true)
  for _, server in ipairs(servers) do
    eq(ends(server, 6000), true)
  end
  for _, call in ipairs(calls) do
    call:close()
  end
  hub:close()
end

T['a download is stopped by :Caro model'] = function()
  t.start({ rules = { ['caro.selectModel'] = { result = { models = vim.empty_dict() } } } })
  t.open({ '#!/bin/bash' })
  child.lua([[
    require('caro.model')
    local client = vim.lsp.get_clients({ name = 'caro' })[1]
    local value = { kind = 'begin', title = 'Downloading small', cancellable = true }
    vim.lsp.handlers['$/progress'](nil, { token = 'caro-download-7', value = value }, { client_id = client.id })
  ]])
  t.pick(1)
  child.cmd('Caro model')
  eq(t.wait_sent('window/workDoneProgress/cancel')[1].params, { token = 'caro-download-7' })
  eq(child.lua_get('_G.labels[1]'), 'Stop: Downloading small')
end

T['as a package, by a link to the folder'] = function()
  local data = vim.fn.tempname()
  vim.fn.mkdir(data .. '/nvim/site/pack/caro/start', 'p')
  vim.uv.fs_symlink(_G.caro_root, data .. '/nvim/site/pack/caro/start/caro')
  local script = data .. '/x.sh'
  vim.fn.writefile(SCRIPT, script)
  local nvim = MiniTest.new_child_neovim()
  local before = vim.env.XDG_DATA_HOME
  vim.env.XDG_DATA_HOME = data
  vim.fn.writefile({ 'vim.g.caro = { path = vim.env.CARO_LSP }' }, data .. '/init.lua')
  nvim.start({ '-u', data .. '/init.lua', '-i', 'NONE', '-n', script })
  vim.env.XDG_DATA_HOME = before
  local attached = vim.wait(15000, function()
    return nvim.lua_get(t.ATTACHED)
  end, 20)
  nvim.type_keys('G', 'A')
  local shown = vim.wait(15000, function()
    return nvim.lua_get(t.GHOST) == UNPACK
  end, 20)
  nvim.stop()
  eq({ attached, shown }, { true, true })
end

T['from a sub-folder that is appended to the runtime path, as mini.deps and vim.pack need it'] = function()
  local nvim = MiniTest.new_child_neovim()
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, 'p')
  vim.fn.writefile({
    ('vim.opt.runtimepath:append(%q)'):format(_G.caro_root),
    'vim.g.caro = { path = vim.env.CARO_LSP }',
  }, folder .. '/init.lua')
  vim.fn.writefile(SCRIPT, folder .. '/x.sh')
  nvim.start({ '--clean', '-u', folder .. '/init.lua', folder .. '/x.sh' })
  local attached = vim.wait(15000, function()
    return nvim.lua_get(t.ATTACHED)
  end, 20)
  local has_command = nvim.fn.exists(':Caro')
  nvim.stop()
  eq({ attached, has_command }, { true, 2 })
end

return T
