do
  local source = debug.getinfo(1, 'S').source
  local root = source:sub(1, 1) == '@' and vim.fn.fnamemodify(source:sub(2), ':p:h') or vim.fn.getcwd()
  -- The patterns are held against addresses, in which only these characters are sure to be as they are.
  local folder = root:gsub('\\', '/'):gsub('^%a:', ''):gsub('[^%w._~/-]+', '*')
  local function pattern(file)
    return folder .. '/' .. file
  end
  local schemas = {}
  for schema, files in pairs({
    -- schemas
  }) do
    schemas[root .. '/' .. schema] = vim.tbl_map(pattern, files)
  end
  local function is_yaml(client)
    local command = client.config and client.config.cmd
    return client.name == 'yamlls'
      or type(command) == 'table' and tostring(command[1]):find('yaml-language-server', 1, true) ~= nil
  end
  -- Whenever the server asks for its settings, it is told of the schemas, whatever else is set, and by what.
  local asked = vim.lsp.handlers['workspace/configuration']
  vim.lsp.handlers['workspace/configuration'] = function(problem, result, context, config)
    local client = vim.lsp.get_client_by_id(context.client_id)
    if client and is_yaml(client) then
      local settings = { yaml = { schemas = schemas } }
      client.config.settings = vim.tbl_deep_extend('force', client.config.settings or {}, settings)
      if client.settings then
        client.settings = vim.tbl_deep_extend('force', client.settings, settings)
      end
    end
    return asked(problem, result, context, config)
  end
  -- The server keeps a schema until it is told that the file changed, which `lessonlint schema watch` renews.
  vim.api.nvim_create_autocmd({ 'BufWritePost', 'FocusGained' }, {
    group = vim.api.nvim_create_augroup('lessonlint', { clear = true }),
    callback = function()
      vim.defer_fn(function()
        local changes = {}
        for schema in pairs(schemas) do
          table.insert(changes, { uri = vim.uri_from_fname(schema), type = 2 })
        end
        for _, client in pairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
          if is_yaml(client) then
            local params = { changes = changes }
            if vim.fn.has('nvim-0.11') == 1 then
              client:notify('workspace/didChangeWatchedFiles', params)
            else
              client.notify('workspace/didChangeWatchedFiles', params)
            end
          end
        end
      end, 1000)
    end,
  })
end
