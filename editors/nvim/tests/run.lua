-- Runs the cases on this Neovim:  nvim -l tests/run.lua [FILE…]. $MINI_TEST is where mini.test lies.
local root = vim.fs.dirname(vim.fs.dirname(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p')))
vim.opt.runtimepath:append(vim.env.MINI_TEST)
package.path = root .. '/tests/?.lua;' .. package.path
_G.caro_root = root

local files = #_G.arg > 0 and _G.arg or vim.fn.glob(root .. '/tests/cases/*.lua', true, true)
local test = require('mini.test')
test.setup({
  silent = true,
  collect = {
    emulate_busted = false,
    find_files = function()
      return files
    end,
  },
  execute = { reporter = test.gen_reporter.stdout({ group_depth = 2, quit_on_finish = false }) },
})
test.run()
vim.wait(600000, function()
  return not test.is_executing()
end, 20)

local passed, failed, slow = 0, 0, {}
for _, case in ipairs(test.current.all_cases or {}) do
  if case.exec and #case.exec.fails == 0 then
    passed = passed + 1
  else
    failed = failed + 1
  end
  for _, note in ipairs(case.exec and case.exec.notes or {}) do
    table.insert(slow, note)
  end
end
io.stdout:write('\n' .. table.concat(slow, '\n') .. '\n')
local version = vim.version()
local name = ('nvim-%d.%d.%d'):format(version.major, version.minor, version.patch)
io.stdout:write(('%s: %d passed, %d failed\n'):format(name, passed, failed))
os.exit(failed == 0 and passed > 0 and 0 or 1)
