-- Whether a completion menu is open, whoever's it is: Neovim's own, nvim-cmp's or blink.cmp's.
local M = {}

-- Others' code: where it fails, no menu is open.
local function says_yes(ask)
  local ok, answer = pcall(ask)
  return ok and answer == true
end

---@return boolean
function M.is_open()
  if vim.fn.pumvisible() == 1 then
    return true
  end
  local cmp, blink = package.loaded.cmp, package.loaded['blink.cmp']
  if type(cmp) == 'table' and cmp.visible and says_yes(cmp.visible) then
    return true
  end
  local is_visible = type(blink) == 'table' and (blink.is_menu_visible or blink.is_visible)
  return is_visible and says_yes(is_visible) or false
end

---@type boolean whether nvim-cmp was told of us
local is_hooked = false

--- Calls `changed` whenever a menu opens or closes.
---@param group integer
---@param changed fun()
function M.follow(group, changed)
  -- The menu is there, or gone, only after the event.
  local later = vim.schedule_wrap(changed)
  vim.api.nvim_create_autocmd({ 'CompleteChanged', 'CompleteDone' }, { group = group, callback = later })
  vim.api.nvim_create_autocmd('User', {
    group = group,
    pattern = { 'BlinkCmpMenuOpen', 'BlinkCmpMenuClose' },
    callback = later,
  })
  -- nvim-cmp has events of its own, and is mostly loaded with the first InsertEnter.
  vim.api.nvim_create_autocmd('InsertEnter', {
    group = group,
    callback = vim.schedule_wrap(function()
      local cmp = package.loaded.cmp
      if not is_hooked and type(cmp) == 'table' and type(cmp.event) == 'table' then
        is_hooked = pcall(function()
          cmp.event:on('menu_opened', later)
          cmp.event:on('menu_closed', later)
        end)
      end
    end),
  })
end

return M
