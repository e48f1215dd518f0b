from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("INSERT INTO kinds (id, name) VALUES (98, 'map'), (99, 'score')")
    op.execute("SELECT setval('kinds_id_seq', greatest(99, (SELECT last_value FROM kinds_id_seq)))")
    op.execute("INSERT INTO kinds (name) VALUES ('atlas')")
    op.execute("SELECT setval('kinds_id_seq', 100)")


def downgrade():
    op.execute("DELETE FROM kinds WHERE name IN ('map', 'score', 'atlas')")
