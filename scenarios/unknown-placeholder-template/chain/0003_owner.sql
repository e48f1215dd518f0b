-- migrate:parents 0001_users
-- migrate:up
{% if production %}
ALTER TABLE users OWNER TO "${owner}";
{% endif %}

-- migrate:down
