from alembic import op
import sqlalchemy as sa

revision = "0003"
down_revision = "0002"


def upgrade():
    op.alter_column("users", "town", new_column_name="city")


def downgrade():
    op.alter_column("users", "city", new_column_name="town")
