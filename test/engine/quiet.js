/** n8n's log would bury the results of the tests. */
process.env.N8N_LOG_LEVEL ??= 'silent';
