SELECT 'nothing can be done';
