from alembic import op
import sqlalchemy as sa

revision = "o1"
down_revision = None
branch_labels = ("others",)
depends_on = "middle"


def upgrade():
    op.create_table("k", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("k")
