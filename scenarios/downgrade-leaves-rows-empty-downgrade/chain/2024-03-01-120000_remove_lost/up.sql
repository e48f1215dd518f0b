-- pgstair: loses jobs
DELETE FROM jobs WHERE state = 'lost';
