from alembic import op
import sqlalchemy as sa

revision = "t2"
down_revision = "t1"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("j", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("j")
