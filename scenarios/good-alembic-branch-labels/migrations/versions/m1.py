from alembic import op
import sqlalchemy as sa

revision = "m1"
down_revision = "r0"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("f", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("f")
