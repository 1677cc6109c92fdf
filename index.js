/** n8n finds the node and its credentials by the `n8n` block of package.json; there is nothing to import. */
module.exports = {};
