// Loads the better-sqlite3 that was compiled for this runtime, and lies beside this file, in the place of the one that was
// delivered.
const dlopen = process.dlopen;
process.dlopen = function (module, file, ...rest) {
  const delivered = file.replaceAll('\\', '/').endsWith('better-sqlite3/prebuilds/linux-x64.node');
  return dlopen.call(this, module, delivered ? `${__dirname}/better-sqlite3.node` : file, ...rest);
};
