/**
 * Takes the place of the package `form-data` in the bundle: axios only needs a class to compare
 * with, and Node.js has one. The plugin sends no forms. The package brings a list of all media types.
 */
export default FormData;
