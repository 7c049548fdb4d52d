// Which documents are asked about.

/** Scripts in files, new buffers and notebooks; not those of other views, such as an older version beside a newer. */
export const SCRIPTS = ['file', 'untitled', 'vscode-notebook-cell'].map((scheme) => ({
  scheme,
  language: 'shellscript',
}));
