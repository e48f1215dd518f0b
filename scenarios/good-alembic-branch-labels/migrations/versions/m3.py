from alembic import op
import sqlalchemy as sa

revision = "m3"
down_revision = "m2"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("h", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("h")
