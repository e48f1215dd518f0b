from alembic import op
import sqlalchemy as sa

revision = "0003"
down_revision = "0002"

users = sa.table("users", sa.column("mail"))


def upgrade():
    op.get_bind().execute(users.delete().where(users.c.mail.is_(None)))


def downgrade():
    pass
