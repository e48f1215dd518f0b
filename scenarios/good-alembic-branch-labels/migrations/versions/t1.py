from alembic import op
import sqlalchemy as sa

revision = "t1"
down_revision = "r0"
branch_labels = ("two", "names")
depends_on = None


def upgrade():
    op.create_table("i", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("i")
