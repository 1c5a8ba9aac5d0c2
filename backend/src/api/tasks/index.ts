export { TaskRecordDto } from './dto/task.dto';
export { TasksModule } from './tasks.module';
