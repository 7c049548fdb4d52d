-- Messages that nobody asked for, which come while the user types.
local M = {}

--- Whether Neovim shows messages itself: then one that is longer than the screen is wide makes it wait for Enter, and
--- what is being typed would answer that.
local function is_stock()
  -- From 0.12 on its own functions come without the name of a file.
  local source = debug.getinfo(vim.notify, 'S').source
  return source:find('vim/_', 1, true) ~= nil or source:find('%?$') ~= nil
end

--- Tells something, cut to one line where it must be; `:Caro status` has all of it.
---@param text string
---@param level? integer
function M.unasked(text, level)
  vim.schedule(function()
    text = 'Caro: ' .. text:gsub('%s+', ' ')
    local room = vim.v.echospace
    if is_stock() and vim.fn.strdisplaywidth(text) > room then
      text = vim.fn.strcharpart(text, 0, math.max(0, room - 1)) .. '…'
    end
    vim.notify(text, level or vim.log.levels.ERROR)
  end)
end

return M
