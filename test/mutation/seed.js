const { configureGlobal } = require('fast-check');

/** The same random inputs in each run, so that a mutant that was noticed once is noticed again; few, to be quick. */
configureGlobal({ seed: 1, numRuns: 20 });
