-- Opens a lesson with yaml-language-server, as an author would, and prints what is marked in it as JSON.
-- EXPECTED is how many marks it waits for; CHANGED, where it is set, a file whose text the author writes into the lesson
-- first; SCHEMA a file that the client watches, as VS Code does by itself.
local env = vim.env
if env.EXRC then
  vim.cmd('luafile ' .. vim.fn.fnameescape(env.PROJECT .. '/.nvim.lua'))
end
local settings = vim.fn.json_decode(env.SETTINGS or '{}')
settings.yaml = vim.tbl_extend('force', { schemaStore = { enable = false } }, settings.yaml or {})
local client
vim.api.nvim_create_autocmd('FileType', {
  pattern = 'yaml',
  callback = function(event)
    local command = { env.SERVER, '--stdio' }
    client = vim.lsp.start_client({ name = 'yamlls', cmd = command, root_dir = env.PROJECT, settings = settings })
    vim.lsp.buf_attach_client(event.buf, client)
  end,
})
vim.cmd('filetype on')
vim.cmd('edit ' .. vim.fn.fnameescape(env.LESSON))

local expected = tonumber(env.EXPECTED)
local function is_there()
  return #vim.diagnostic.get(0) == expected
end
if env.CHANGED then
  -- What is asked for before the change is none; that the server has looked is known by its symbols.
  vim.wait(30000, function()
    local found = vim.lsp.buf_request_sync(0, 'textDocument/documentSymbol', {
      textDocument = vim.lsp.util.make_text_document_params(),
    }, 1000)
    return found and found[client] and found[client].result
  end, 100)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.fn.readfile(env.CHANGED))
  for _ = 1, 15 do
    vim.cmd('write')
    if vim.wait(2000, is_there, 50) then
      break
    end
    if env.SCHEMA then
      local changes = { { uri = vim.uri_from_fname(env.SCHEMA), type = 2 } }
      vim.lsp.get_client_by_id(client).notify('workspace/didChangeWatchedFiles', { changes = changes })
    end
  end
else
  vim.wait(30000, is_there, 50)
end

local marks = {}
for _, mark in ipairs(vim.diagnostic.get(0)) do
  table.insert(marks, { line = mark.lnum + 1, message = mark.message })
end
io.stdout:write(vim.fn.json_encode(#marks > 0 and marks or vim.fn.json_decode('[]')) .. '\n')
vim.cmd('qa!')
