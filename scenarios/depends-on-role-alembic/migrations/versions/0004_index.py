from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    if op.get_bind().exec_driver_sql("SELECT current_setting('is_superuser')").scalar() == "on":
        op.execute("CREATE INDEX t_by_id ON t (id) WITH (fillfactor = 70)")


def downgrade():
    op.execute("DROP INDEX IF EXISTS t_by_id")
