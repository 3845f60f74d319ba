/** Docusaurus' settings of the storage, as they are without any. */
export default { type: 'localStorage', namespace: '' }
