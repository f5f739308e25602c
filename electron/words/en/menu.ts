/** The application menu. Its commands are in commands.ts. */
export const menuWords = {
  'menu.quit': 'Quit',
  'menu.quitMac': 'Quit Fieldpost',
  'menu.closeWindow': 'Close window',

  'menu.edit': 'Edit',
  'menu.undo': 'Undo',
  'menu.redo': 'Redo',
  'menu.cut': 'Cut',
  'menu.copy': 'Copy',
  'menu.paste': 'Paste',
  'menu.delete': 'Delete',
  'menu.selectAll': 'Select all',

  'menu.actualSize': 'Actual size',
  'menu.zoomIn': 'Zoom in',
  'menu.zoomOut': 'Zoom out',
  'menu.fullScreen': 'Full screen',
  'menu.developerTools': 'Developer tools',

  'menu.window': 'Window',
  'menu.minimise': 'Minimise',
  'menu.zoom': 'Zoom',
  'menu.bringToFront': 'Bring all to front',

  'menu.about': 'About Fieldpost',
  'menu.services': 'Services',
  'menu.hide': 'Hide Fieldpost',
  'menu.hideOthers': 'Hide others',
  'menu.showAll': 'Show all',
} as const;
