UPDATE jobs SET state = 'waiting' WHERE state = 'queued';
