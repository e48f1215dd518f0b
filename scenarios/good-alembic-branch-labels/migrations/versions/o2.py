from alembic import op
import sqlalchemy as sa

revision = "o2"
down_revision = "o1"
branch_labels = None
depends_on = ("e2", "c2")


def upgrade():
    op.create_table("l", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("l")
