-- Canceling and sharing were built side by side; from here on there is one head again.
-- migrate:parents 0008_job_status_canceled 0009_document_sharing
-- migrate:up

-- migrate:down
