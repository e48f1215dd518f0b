from alembic import op
import sqlalchemy as sa

revision = "m2"
down_revision = "m1"
branch_labels = "middle"
depends_on = None


def upgrade():
    op.create_table("g", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("g")
