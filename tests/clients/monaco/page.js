// Monaco with monaco-yaml, as a web editor for lessons has them. monaco.js bundles and drives it.
import * as monaco from "monaco-editor";
import { configureMonacoYaml } from "monaco-yaml";

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(label === "yaml" ? "yaml.worker.js" : "editor.worker.js"),
};

/// Opens a lesson with its schema.
globalThis.opened = (text, schema, theme) => {
  configureMonacoYaml(monaco, {
    schemas: [{ uri: schema.$id, fileMatch: ["*"], schema }],
  });
  const model = monaco.editor.createModel(text, "yaml", monaco.Uri.parse("file:///lesson.yaml"));
  globalThis.editor = monaco.editor.create(document.getElementById("editor"), {
    model,
    theme,
    automaticLayout: true,
    minimap: { enabled: false },
    quickSuggestions: false,
    wordBasedSuggestions: "off",
    fixedOverflowWidgets: true,
  });
  globalThis.monaco = monaco;
};

/// What is marked, in the order of the text.
globalThis.marked = () =>
  monaco.editor
    .getModelMarkers({ owner: "yaml" })
    .map(({ startLineNumber, message }) => ({ line: startLineNumber, message }))
    .sort((one, other) => one.line - other.line);
