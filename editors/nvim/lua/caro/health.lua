-- `:checkhealth caro`: whether the program is found, the server answers, and nothing is in its way.
local M = {}

local options = require('caro.options')
local process = require('caro.process')

local health = vim.health

---@return string? program
local function check_program()
  local program, problem = process.find()
  if not program then
    health.error(problem or '', { 'See :help caro-install.' })
    return nil
  end
  local ok, done = pcall(function()
    return vim.system({ program, '--version' }, { text = true, timeout = 5000 }):wait()
  end)
  local version = ok and done.code == 0 and vim.trim(done.stdout or '') or ''
  if not version:find('^caro%-lsp%s') then
    health.error(('%s does not say its version: is it caro-lsp?'):format(program))
    return nil
  end
  health.ok(('%s: %s'):format(program, version))
  return program
end

local function check_server()
  local given_up = process.given_up()
  local _, problem = process.find()
  if given_up and given_up ~= problem then
    health.error('The server is left alone: ' .. given_up, { 'Mend that, then :Caro restart.' })
  end
  local client = vim.lsp.get_clients({ name = 'caro' })[1]
  if not client then
    return health.info('No server is running; it starts with the first shell script.')
  end
  local status
  require('caro.server').request(client, 'caro/status', vim.empty_dict(), function(_, answer)
    status = answer
  end)
  if not vim.wait(2000, function()
    return status ~= nil
  end, 10) or type(status) ~= 'table' then
    return health.error('The server does not answer.', { ':Caro restart', ':Caro log' })
  end
  local tell = vim.tbl_contains({ 'error', 'offline', 'modelMissing' }, status.state) and health.warn or health.ok
  tell(('server %s is %s: %s'):format(status.version, status.state, status.message))
  health.info(('it reads %d open scripts'):format(status.openDocuments))
  if status.source then
    health.info(('asked beside our own generator: %s %s'):format(status.source, status.place or ''))
  else
    health.info('no model and no server is chosen; Caro answers by itself (:Caro model)')
  end
end

-- The last line of the report about each model host; the server's own words.
---@param program string
local function check_machine(program)
  local done = vim.system({ program, 'status', '--format', 'json' }, { text = true, timeout = 5000 }):wait()
  local ok, found = pcall(vim.json.decode, done.stdout or '')
  if not ok or type(found) ~= 'table' then
    return health.warn('caro-lsp status gives no report')
  end
  local hosts = type(found.hosts) == 'table' and found.hosts or {}
  for _, host in ipairs(hosts) do
    health.info(('model host %s: %s'):format(host.pid, host.state))
  end
  if #hosts == 0 then
    health.info('no model host runs')
  end
  for _, line in ipairs(type(found.wrong) == 'table' and found.wrong or {}) do
    health.warn(type(line) == 'string' and line or vim.inspect(line))
  end
end

local function check_ghost_text()
  if options.own().ghost == false then
    if vim.lsp.inline_completion then
      health.info('ghost text: left to vim.lsp.inline_completion')
    else
      health.warn('ghost text is switched off, and this Neovim has none of its own')
    end
  else
    health.ok('ghost text: shown by this plugin')
  end
  if vim.fn.mapcheck('<Plug>(caro-accept)', 'i') == '' then
    health.error('the plugin is not loaded: plugin/caro.lua did not run')
  end
  local has_key = false
  for _, map in ipairs(vim.api.nvim_get_keymap('i')) do
    local is_ours = not vim.startswith(map.lhs, '<Plug>')
    has_key = has_key or is_ours and (map.rhs or ''):find('caro%-accept') ~= nil
    has_key = has_key or is_ours and map.callback ~= nil and map.expr == 1 and map.lhs == '<Tab>'
  end
  if not has_key then
    health.info('no key takes ghost text yet: see :help caro-keys')
  end
end

local function check_others()
  local others = require('caro.server').others()
  local settings = options.settings()
  local completion, shellcheck = settings.completion, (settings.shellcheck or {}).enable
  if others.completion and completion == 'on' then
    health.warn(('%s completes too: everything is listed twice'):format(others.completion), {
      "Set completion = 'auto' in vim.g.caro.",
    })
  end
  if others.shellcheck and shellcheck == 'on' then
    health.warn(('%s shows ShellCheck too: everything is marked twice'):format(others.shellcheck), {
      "Set shellcheck = { enable = 'auto' } in vim.g.caro.",
    })
  end
  for _, module in ipairs({ 'copilot', 'codeium', 'supermaven-nvim' }) do
    if package.loaded[module] then
      health.warn(('%s shows ghost text too: two may overlap'):format(module))
    end
  end
  if vim.g.loaded_copilot == 1 then
    health.warn('copilot.vim shows ghost text too: two may overlap')
  end
end

function M.check()
  health.start('caro')
  local version = vim.version()
  if vim.fn.has('nvim-0.10') == 0 then
    return health.error('Neovim 0.10 or newer is needed')
  end
  health.ok(('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch))
  local program = check_program()
  for _, problem in ipairs(options.problems()) do
    health.warn(problem)
  end
  check_server()
  if program then
    check_machine(program)
  end
  check_ghost_text()
  check_others()
end

return M
