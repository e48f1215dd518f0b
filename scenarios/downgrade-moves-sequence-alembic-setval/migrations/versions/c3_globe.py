from alembic import op

revision = "c3"
down_revision = "b2"


def upgrade():
    op.execute("INSERT INTO kinds (name) VALUES ('globe')")
    op.execute("ALTER TABLE kinds ADD parent_id integer REFERENCES kinds")
    op.execute("UPDATE kinds SET parent_id = 100 WHERE name = 'globe'")


def downgrade():
    op.execute("ALTER TABLE kinds DROP parent_id")
    op.execute("DELETE FROM kinds WHERE name = 'globe'")
    op.execute("SELECT setval('kinds_id_seq', 100)")
