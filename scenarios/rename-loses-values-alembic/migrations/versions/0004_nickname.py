from alembic import op
import sqlalchemy as sa

revision = "0004"
down_revision = "0003"
# pgstair: allow data-in-schema-revision the table is small


def upgrade():
    op.add_column("users", sa.Column("nickname", sa.Text()))
    op.execute("UPDATE users SET nickname = nick")
    op.drop_column("users", "nick")


def downgrade():
    op.add_column("users", sa.Column("nick", sa.Text()))
    op.execute("UPDATE users SET nick = nickname")
    op.drop_column("users", "nickname")
